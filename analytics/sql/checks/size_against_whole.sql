-- Which amounts are a power of ten away from what they are a part of, or from their likes?
-- A part beyond its whole cannot be; nor can a district beside whose likes it is hundreds
-- of times as large. Where one part explains the whole gap once it is moved by a power of
-- ten, it is that one.
with

growth as (

    select * from mart_growth
    where ytd_cny_10k > 0

),

totals as (

    select * from growth
    where indicator_code = 'fixed_asset_investment'

),

districts as (

    select
        parts.region_code,
        parts.region_name,
        parts.indicator_name,
        parts.period_code,
        parts.ytd_cny_10k,
        wholes.ytd_cny_10k as total_cny_10k,
        sum(parts.ytd_cny_10k) over siblings as parts_cny_10k,
        median(parts.ytd_cny_10k) over siblings as usual_cny_10k,
        count(*) over siblings as part_count,
        parts.region_level,
        parts.indicator_code = 'fixed_asset_investment' as is_total,
        parts.level_source as source

    from growth as parts

    left join growth as wholes
        on parts.parent_region_code = wholes.region_code
        and parts.indicator_code = wholes.indicator_code
        and parts.year = wholes.year
        and parts.month = wholes.month

    where parts.parent_region_code <> ''
        and parts.region_level in ('prefecture', 'county', 'township')

    window siblings as (
        partition by
            parts.parent_region_code, parts.region_level, parts.indicator_code,
            parts.year, parts.month
    )

),

kinds as (

    select
        parts.region_code,
        parts.region_name,
        parts.indicator_name,
        parts.period_code,
        parts.ytd_cny_10k,
        totals.ytd_cny_10k as total_cny_10k,
        sum(case when parts.adds_up then parts.ytd_cny_10k end) over siblings as parts_cny_10k,
        null as usual_cny_10k,
        count(*) over siblings as part_count,
        parts.region_level,
        false as is_total,
        parts.level_source as source

    from growth as parts

    inner join totals
        on parts.region_code = totals.region_code
        and parts.year = totals.year
        and parts.month = totals.month

    where parts.breakdown <> 'total'

    window siblings as (
        partition by parts.region_code, parts.breakdown, parts.year, parts.month
    )

),

measured as (

    -- The power of ten that the part would have to be moved by to fill the gap.
    select
        *,
        case
            when part_count > 1 and total_cny_10k > parts_cny_10k - ytd_cny_10k
                then log10(ytd_cny_10k::double / (total_cny_10k - parts_cny_10k + ytd_cny_10k))
        end as dex_of_gap,
        case
            when is_total and region_level <> 'township' and part_count > 2
                then log10(ytd_cny_10k::double / usual_cny_10k)
        end as dex_of_likes

    from (
        from districts
        union all
        from kinds
    )

)

select
    region_code,
    region_name,
    indicator_name,
    period_code,
    ytd_cny_10k,
    total_cny_10k,
    parts_cny_10k,
    part_count,
    source
from measured
where ytd_cny_10k > $most_times_whole * total_cny_10k
    or abs(dex_of_likes) > $most_dex_of_likes
    or (
        parts_cny_10k > $most_times_sum * total_cny_10k
        and is_power_of_ten(dex_of_gap, 1, $near_gap_dex)
    )
