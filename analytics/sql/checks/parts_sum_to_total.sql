-- Which breakdowns do not add up to their total?
-- Parts of a breakdown that adds up must reach the total within what rounding explains:
-- half of the last printed digit, for each part and for the total. A missing total is
-- itself a failure, or a misspelt 合计 would pass. A bulletin that prints only some of the
-- parts claims no sum: sets with too few of them are left out, and sets that
-- lack a part may fall a little short.
with

levels as (

    select * from core_observation
    where span = 'ytd'
        and measure = 'level'

),

growth as (

    select * from mart_growth
    where ytd_cny_10k is not null

),

members as (

    select
        breakdown,
        count(*) as member_count

    from core_indicator

    where adds_up

    group by breakdown

),

printed as (

    select
        growth.*,
        levels.unit,
        max(scale_printed(levels.value)) over (
            partition by
                growth.region_code, growth.breakdown, growth.year, growth.month, levels.unit
        ) as decimals

    from growth

    inner join levels
        on growth.region_code = levels.region_code
        and growth.indicator_code = levels.indicator_code
        and growth.year = levels.year
        and growth.month = levels.month

),

with_their_rounding as (

    select
        *,
        to_cny_10k(0.5 * power(10.0, -decimals), unit) as half_digit_cny_10k

    from printed

),

summed as (

    select
        region_code,
        region_name,
        breakdown,
        year,
        month,
        period_code,
        sum(ytd_cny_10k) as parts_cny_10k,
        count(*) as part_count,
        sum(half_digit_cny_10k) as parts_rounding_cny_10k,
        max(half_digit_cny_10k) as part_rounding_cny_10k,
        min(level_source) as source

    from with_their_rounding

    where adds_up
        and breakdown <> 'total'

    group by all

),

whole_sets as (

    select
        summed.*,
        summed.part_count < members.member_count as is_lacking_a_part

    from summed

    inner join members
        on summed.breakdown = members.breakdown

    where summed.part_count >= $least_share * members.member_count

),

totals as (

    select * from with_their_rounding
    where indicator_code = 'fixed_asset_investment'

),

beside_the_total as (

    -- A stored 100 may have been printed 100.00, so a total that looks coarser than its
    -- parts is granted no more than a half per mille.
    select
        whole_sets.* exclude (parts_rounding_cny_10k, part_rounding_cny_10k),
        totals.ytd_cny_10k as total_cny_10k,
        whole_sets.parts_cny_10k - totals.ytd_cny_10k as gap_cny_10k,
        whole_sets.parts_rounding_cny_10k + least(
            totals.half_digit_cny_10k,
            greatest(whole_sets.part_rounding_cny_10k, 0.0005 * totals.ytd_cny_10k)
        ) as tolerance_cny_10k

    from whole_sets

    left join totals
        on whole_sets.region_code = totals.region_code
        and whole_sets.year = totals.year
        and whole_sets.month = totals.month

)

select * exclude (is_lacking_a_part) from beside_the_total
where total_cny_10k is null
    or gap_cny_10k > tolerance_cny_10k
    or gap_cny_10k < -case
        when is_lacking_a_part
            then greatest(tolerance_cny_10k, $most_lacking_share * total_cny_10k)
        else tolerance_cny_10k
    end
