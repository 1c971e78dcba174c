-- The clean fact table: level, published growth and published place of months 1..N,
-- last year's level beside this year's, and which growth may be shown.
-- Grain: one row per region, indicator and period.
create or replace view core_investment as

with

observations as (

    select * from core_observation
    where span = 'ytd'

),

one_row_per_period as (

    select
        ---------- keys
        region_code,
        indicator_code,
        year,
        month,

        ---------- amounts and rates as published
        max(level_cny_10k) filter (where measure = 'level') as ytd_cny_10k,
        max(value) filter (where measure = 'yoy_pct') as yoy_reported_pct,
        max(value) filter (where measure = 'rank') as rank_reported,

        ---------- origin
        max(source) filter (where measure = 'level' and level_cny_10k is not null)
            as level_source,
        max(source) filter (where measure = 'yoy_pct') as yoy_reported_source,
        max(source) filter (where measure = 'rank') as rank_source,
        max(upload_id) filter (where measure = 'level') as level_upload_id,
        max(upload_id) filter (where measure = 'yoy_pct') as yoy_upload_id

    from observations

    group by region_code, indicator_code, year, month

),

paired_with_last_year as (

    select
        this_year.*,
        last_year.ytd_cny_10k as ytd_last_year_cny_10k,
        last_year.level_source as level_last_year_source,
        yoy_pct(this_year.ytd_cny_10k, last_year.ytd_cny_10k) as yoy_computed_pct

    from one_row_per_period as this_year

    left join one_row_per_period as last_year
        on this_year.region_code = last_year.region_code
        and this_year.indicator_code = last_year.indicator_code
        and this_year.year = last_year.year + 1
        and this_year.month = last_year.month

),

growth_decided as (

    -- The bureau's rate wins: it is on a comparable basis, ours is not.
    select
        *,
        coalesce(yoy_reported_pct, yoy_computed_pct) as yoy_pct,
        yoy_reported_pct is not null as is_published,
        abs(one_decimal(yoy_reported_pct) - one_decimal(yoy_computed_pct))
        > comparable_gap_pp() as is_incomparable,
        comparable_base(ytd_cny_10k, yoy_reported_pct) as comparable_base_cny_10k,
        case
            when yoy_computed_pct is not null
                then '直接计算：' || level_source || ' ÷ ' || level_last_year_source || ' − 1'
        end as yoy_computed_source,
        coalesce(yoy_reported_source, yoy_computed_source) as yoy_source

    from paired_with_last_year

)

select * from growth_decided;
