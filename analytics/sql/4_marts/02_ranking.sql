-- In what order do a region's districts stand by growth, and who moved?
-- Grain: one row per district, indicator and period. Feeds: 总览, 增速, 讲话稿.
-- Published and computed growth never share an order; a place is null where only some
-- of the districts are here and nobody printed it.
create or replace view mart_ranking as

with

growth as (

    select * from core_growth
    where parent_region_code <> ''
        and yoy_pct is not null

),

parents as (

    select
        region_code,
        region_name,
        indicator_code,
        year,
        month,
        yoy_pct,
        is_published,
        yoy_source

    from core_growth

),

districts_that_exist as (

    -- The invented province of the sample is no part of the nation, zones lie in districts.
    select
        parent_code as parent_region_code,
        count(*) as coded_count

    from core_region

    where (region_code not like '99%' or parent_code like '99%')
        and region_level not in ('unit', 'zone')

    group by parent_code

),

bases_known as (

    select
        *,
        bool_or(is_published) over (
            partition by parent_region_code, indicator_code, year, month
        ) as has_published_sibling

    from growth

),

on_one_basis as (

    select * from bases_known
    where is_published or not has_published_sibling

),

ranked as (

    -- Two districts that print the same growth share a place.
    select
        districts.* replace (cast(districts.rank_reported as integer) as rank_reported),
        rank() over (
            siblings order by one_decimal(districts.yoy_pct) desc
        ) as rank_computed,
        count(*) over siblings as loaded_count,
        greatest(
            loaded_count, max(districts.rank_reported) over siblings
        )::integer as district_count,
        -- Units are in no list: what is loaded is all there is.
        count(*) filter (where districts.region_level not in ('unit', 'zone')) over siblings
        >= coalesce(districts_that_exist.coded_count, 0) as is_complete_set

    from on_one_basis as districts

    left join districts_that_exist
        on districts.parent_region_code = districts_that_exist.parent_region_code

    window siblings as (
        partition by
            districts.parent_region_code, districts.indicator_code,
            districts.year, districts.month
    )

),

held_against_growth as (

    select
        *,
        rank_reported is not null
        and (
            coalesce(min(one_decimal(yoy_pct)) over better < one_decimal(yoy_pct), false)
            or coalesce(max(one_decimal(yoy_pct)) over worse > one_decimal(yoy_pct), false)
        ) as is_contradicted

    from ranked

    window
        better as (
            partition by parent_region_code, indicator_code, year, month
            order by rank_reported range between unbounded preceding and 1 preceding
        ),
        worse as (
            partition by parent_region_code, indicator_code, year, month, rank_reported is null
            order by rank_reported range between 1 following and unbounded following
        )

),

place_decided as (

    -- The bureau ranks unrounded growth and may rank more units than it prints. A place
    -- that the printed growth contradicts is nobody's: which of the two is wrong is unknown.
    select
        * exclude (is_contradicted),
        case
            when not is_contradicted
                then coalesce(rank_reported, case when is_complete_set then rank_computed end)
        end::integer as rank

    from held_against_growth

    -- One district alone has no place.
    where loaded_count > 1
        or rank_reported is not null

),

beside_the_period_before as (

    select
        *,
        lag(rank) over district_in_time as rank_before,
        lag(year) over district_in_time as year_before

    from place_decided

    window district_in_time as (
        partition by parent_region_code, region_code, indicator_code order by year, month
    )

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
        districts.loaded_count,
        districts.district_count,
        districts.is_complete_set,
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
        parents.is_published as is_parent_published,
        case
            when districts.is_published and parents.is_published
                then one_decimal(districts.yoy_pct) - one_decimal(parents.yoy_pct)
        end as gap_to_parent_pp,

        ---------- amounts
        districts.ytd_cny_10k,

        ---------- origin
        districts.yoy_source as source,
        districts.rank_source,
        districts.yoy_upload_id as upload_id,
        districts.rank_upload_id,
        parents.yoy_source as parent_source

    from beside_the_period_before as districts

    left join parents
        on districts.parent_region_code = parents.region_code
        and districts.indicator_code = parents.indicator_code
        and districts.year = parents.year
        and districts.month = parents.month

)

select * from beside_their_parent;
