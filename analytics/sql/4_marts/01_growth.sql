-- How fast does each indicator grow, and how did that move since the last period?
-- Grain: one row per region, indicator and period. Feeds: 总览, 增速, 讲话稿.
create or replace view mart_growth as

with

investment as (

    select * from core_investment
    where yoy_pct is not null
        or ytd_cny_10k is not null

),

indicators as (

    select * from ref_indicator

),

regions as (

    select * from core_region

),

beside_the_period_before as (

    -- 1—2月 opens the year: what came before it is the whole of last year.
    select
        *,
        lag(year) over series_in_time as previous_year,
        lag(month) over series_in_time as previous_month,
        lag(yoy_pct) over series_in_time as previous_yoy_pct,
        lag(is_published) over series_in_time as is_previous_published,
        lag(yoy_source) over series_in_time as previous_yoy_source

    from investment

    window series_in_time as (
        partition by region_code, indicator_code order by year, month
    )

),

previous_period_checked as (

    -- A jump over a missing year is no change "since the last period".
    select
        * exclude (
            previous_year, previous_month, previous_yoy_pct, is_previous_published,
            previous_yoy_source
        ),
        previous_year = year or (previous_year = year - 1 and month = 2
            and previous_month = 12) as has_previous,
        case when has_previous then previous_year end as previous_year,
        case when has_previous then previous_month end as previous_month,
        case when has_previous then previous_yoy_pct end as previous_yoy_pct,
        has_previous and is_previous_published as is_previous_published,
        case when has_previous then previous_yoy_source end as previous_yoy_source

    from beside_the_period_before

),

named as (

    select
        ---------- keys
        regions.region_code,
        regions.region_name,
        regions.region_level,
        regions.parent_code as parent_region_code,
        indicators.indicator_code,
        indicators.indicator_name,
        indicators.breakdown,
        indicators.parent_code as parent_indicator_code,
        indicators.adds_up,
        indicators.sort_order,
        indicators.scope,
        growth.year,
        growth.month,
        period_code(growth.year, growth.month) as period_code,

        ---------- amounts
        growth.ytd_cny_10k,
        growth.ytd_last_year_cny_10k,
        growth.comparable_base_cny_10k,
        growth.level_rounding_cny_10k,

        ---------- rates
        growth.yoy_pct,
        growth.yoy_reported_pct,
        growth.yoy_computed_pct,
        growth.share_reported_pct,
        growth.is_published,
        growth.is_incomparable,
        growth.has_incomparable_series,
        growth.previous_year,
        growth.previous_month,
        growth.previous_yoy_pct,
        growth.is_previous_published,
        -- Published and computed rates stand on two bases: never subtracted.
        case
            when growth.is_published and growth.is_previous_published
                then one_decimal(growth.yoy_pct) - one_decimal(growth.previous_yoy_pct)
        end as yoy_change_pp,

        ---------- origin
        growth.level_source,
        growth.level_last_year_source,
        growth.share_source,
        growth.yoy_source,
        growth.yoy_reported_source,
        growth.yoy_computed_source,
        growth.previous_yoy_source,
        growth.level_upload_id,
        growth.yoy_upload_id,
        coalesce(growth.yoy_upload_id, growth.level_upload_id) as upload_id,
        coalesce(growth.yoy_source, growth.level_source) as source

    from previous_period_checked as growth

    inner join indicators
        on growth.indicator_code = indicators.indicator_code

    inner join regions
        on growth.region_code = regions.region_code

)

select * from named;
