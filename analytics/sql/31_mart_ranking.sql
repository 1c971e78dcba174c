-- In what order do a region's districts stand by growth, and who moved?
-- Grain: one row per district, indicator and period. Feeds: 总览, 增速, 讲话稿.
create or replace view mart_ranking as

with

growth as (

    select * from mart_growth
    where parent_region_code <> ''
        and yoy_pct is not null

),

places_published as (

    select
        region_code,
        indicator_code,
        year,
        month,
        rank_reported,
        rank_source

    from core_investment

    where rank_reported is not null

),

parents as (

    select
        region_code,
        region_name,
        indicator_code,
        year,
        month,
        yoy_pct,
        yoy_source

    from mart_growth

),

ranked as (

    -- Two districts that print the same growth share a place.
    select
        growth.*,
        rank() over (
            partition by
                growth.parent_region_code, growth.indicator_code,
                growth.year, growth.month
            order by one_decimal(growth.yoy_pct) desc
        ) as rank_computed,
        count(*) over (
            partition by
                growth.parent_region_code, growth.indicator_code,
                growth.year, growth.month
        ) as district_count

    from growth

),

place_decided as (

    -- The bureau ranks unrounded growth and may rank more units than it prints.
    select
        ranked.*,
        cast(places_published.rank_reported as integer) as rank_reported,
        places_published.rank_source,
        coalesce(places_published.rank_reported, ranked.rank_computed)::integer
            as rank

    from ranked

    left join places_published
        on ranked.region_code = places_published.region_code
        and ranked.indicator_code = places_published.indicator_code
        and ranked.year = places_published.year
        and ranked.month = places_published.month

    -- One district alone has no place.
    where ranked.district_count > 1
        or places_published.rank_reported is not null

),

beside_the_period_before as (

    select
        *,
        lag(rank) over (
            partition by region_code, indicator_code order by year, month
        ) as rank_before,
        lag(year) over (
            partition by region_code, indicator_code order by year, month
        ) as year_before

    from place_decided

),

beside_their_parent as (

    select
        ---------- keys
        districts.parent_region_code,
        parents.region_name as parent_region_name,
        districts.region_code,
        districts.region_name,
        districts.indicator_code,
        districts.indicator_name,
        districts.year,
        districts.month,
        districts.period_code,

        ---------- place
        districts.rank,
        districts.rank_reported,
        districts.rank_computed,
        districts.district_count,
        case
            when districts.year_before >= districts.year - 1
                then districts.rank_before - districts.rank
        end as rank_change,

        ---------- rates
        districts.yoy_pct,
        districts.is_published,
        districts.previous_yoy_pct,
        districts.yoy_change_pp,
        parents.yoy_pct as parent_yoy_pct,
        one_decimal(districts.yoy_pct) - one_decimal(parents.yoy_pct)
            as gap_to_parent_pp,

        ---------- amounts
        districts.ytd_cny_10k,

        ---------- origin
        districts.yoy_source as source,
        districts.rank_source,
        districts.yoy_upload_id as upload_id,
        parents.yoy_source as parent_source

    from beside_the_period_before as districts

    left join parents
        on districts.parent_region_code = parents.region_code
        and districts.indicator_code = parents.indicator_code
        and districts.year = parents.year
        and districts.month = parents.month

)

select * from beside_their_parent;
