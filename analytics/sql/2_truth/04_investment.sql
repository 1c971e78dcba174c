-- The fact table: level, published growth and published place of months 1..N,
-- last year's level beside this year's, and which growth may be shown.
-- Grain: one row per region, indicator and period.
create or replace view truth_investment as

with

observations as (

    select
        *,
        cell_address(file, sheet, cell) as source

    from truth_observation

    where is_in_use
        and span = 'ytd'

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
        max(value) filter (where measure = 'share_pct') as share_reported_pct,
        max(to_cny_10k(half_digit(value, 0), unit)) filter (where measure = 'level')
            as level_rounding_cny_10k,

        ---------- origin
        max(source) filter (where measure = 'level' and level_cny_10k is not null)
            as level_source,
        max(source) filter (where measure = 'yoy_pct') as yoy_reported_source,
        max(source) filter (where measure = 'rank') as rank_source,
        max(source) filter (where measure = 'share_pct') as share_source,
        max(upload_id) filter (where measure = 'level') as level_upload_id,
        max(upload_id) filter (where measure = 'yoy_pct') as yoy_upload_id,
        max(upload_id) filter (where measure = 'rank') as rank_upload_id

    from observations

    group by region_code, indicator_code, year, month

),

paired_with_last_year as (

    select
        this_year.*,
        last_year.ytd_cny_10k as ytd_last_year_cny_10k,
        last_year.level_source as level_last_year_source,
        last_year.level_upload_id as level_last_year_upload_id,
        yoy_pct(this_year.ytd_cny_10k, last_year.ytd_cny_10k) as yoy_computed_pct

    from one_row_per_period as this_year

    left join one_row_per_period as last_year
        on this_year.region_code = last_year.region_code
        and this_year.indicator_code = last_year.indicator_code
        and this_year.year = last_year.year + 1
        and this_year.month = last_year.month

),

compared_with_published as (

    select
        *,
        abs(one_decimal(yoy_reported_pct) - one_decimal(yoy_computed_pct))
        > comparable_gap_pp() as is_incomparable

    from paired_with_last_year

),

series_judged as (

    -- Two years back: a base that was revised stays revised until both years are new.
    select
        *,
        bool_or(is_incomparable) over (
            partition by region_code, indicator_code
            order by period_number(year, month)
            range between 24 preceding and current row
        ) as has_incomparable_pair

    from compared_with_published

),

totals as (

    select
        region_code,
        year,
        month,
        has_incomparable_pair

    from series_judged

    where indicator_code = 'fixed_asset_investment'

),

judged_like_their_total as (

    -- A part that never prints a growth shares the fate of the levels it belongs to.
    select
        series.* exclude (has_incomparable_pair),
        coalesce(
            series.has_incomparable_pair, totals.has_incomparable_pair, false
        ) as has_incomparable_series

    from series_judged as series

    left join totals
        on series.region_code = totals.region_code
        and series.year = totals.year
        and series.month = totals.month

),

growth_decided as (

    -- The bureau's rate wins: it is on a comparable basis. Ours stands in for it only
    -- where nothing shows that the two differ.
    select
        *,
        coalesce(
            yoy_reported_pct, case when not has_incomparable_series then yoy_computed_pct end
        ) as yoy_pct,
        yoy_reported_pct is not null as is_published,
        comparable_base(ytd_cny_10k, yoy_reported_pct) as comparable_base_cny_10k,
        case
            when yoy_computed_pct is not null
                then '直接计算：' || level_source || ' ÷ ' || level_last_year_source || ' − 1'
        end as yoy_computed_source,
        coalesce(
            yoy_reported_source, case when not has_incomparable_series then yoy_computed_source end
        ) as yoy_source

    from judged_like_their_total

),

beside_the_period_before as (

    -- 1—2月 opens the year: what came before it is the whole of last year. A period that
    -- tells neither growth nor level is none.
    select
        *,
        lag(year) over series_in_time as last_year_told,
        lag(month) over series_in_time as last_month_told,
        lag(yoy_pct) over series_in_time as last_yoy_pct,
        lag(is_published) over series_in_time as is_last_published,
        lag(yoy_source) over series_in_time as last_yoy_source,
        lag(yoy_upload_id) over series_in_time as last_yoy_upload_id

    from growth_decided

    window series_in_time as (
        partition by region_code, indicator_code, yoy_pct is null and ytd_cny_10k is null
        order by year, month
    )

),

previous_period_checked as (

    -- A jump over a missing year is no change "since the last period".
    select
        * exclude (
            last_year_told, last_month_told, last_yoy_pct, is_last_published,
            last_yoy_source, last_yoy_upload_id
        ),
        last_year_told = year or (last_year_told = year - 1 and month = 2
            and last_month_told = 12) as has_previous,
        case when has_previous then last_year_told end as previous_year,
        case when has_previous then last_month_told end as previous_month,
        case when has_previous then last_yoy_pct end as previous_yoy_pct,
        has_previous and is_last_published as is_previous_published,
        case when has_previous then last_yoy_source end as previous_yoy_source,
        case when has_previous then last_yoy_upload_id end as previous_yoy_upload_id

    from beside_the_period_before

),

told as (

    select * exclude (has_previous) from previous_period_checked

)

select * from told;
