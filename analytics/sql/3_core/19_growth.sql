-- How fast does each indicator grow, how did that move since the last period, and which
-- place was printed for it?
-- Grain: one row per region, indicator and period.
create or replace view core_growth as

with

investment as (

    select * from core_investment
    where yoy_pct is not null
        or ytd_cny_10k is not null

),

indicators as (

    select * from core_indicator

),

regions as (

    select * from core_region

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
        growth.rank_reported,
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
        growth.rank_source,
        growth.yoy_source,
        growth.yoy_reported_source,
        growth.yoy_computed_source,
        growth.previous_yoy_source,
        growth.level_upload_id,
        growth.level_last_year_upload_id,
        growth.yoy_upload_id,
        growth.previous_yoy_upload_id,
        growth.rank_upload_id,
        coalesce(growth.yoy_upload_id, growth.level_upload_id) as upload_id,
        coalesce(growth.yoy_source, growth.level_source) as source

    from investment as growth

    inner join indicators
        on growth.indicator_code = indicators.indicator_code

    inner join regions
        on growth.region_code = regions.region_code

)

select * from named;
