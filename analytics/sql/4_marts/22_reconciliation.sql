-- Where do published growth and the ratio of published levels part, and since when?
-- Grain: one row per region, indicator and period with a published or computed growth.
-- Feeds: 增速, 出处. A change of scope starts a new series: never one line across it.
create or replace view mart_reconciliation as

with

growth as (

    select * from mart_growth
    where yoy_reported_pct is not null
        or yoy_computed_pct is not null

),

successors as (

    select * from core_indicator_successor

),

first_periods as (

    select
        region_code,
        indicator_code,
        min(period_code) as first_period_code

    from growth

    group by region_code, indicator_code

),

starts_of_a_new_meaning as (

    select
        newer.region_code,
        newer.indicator_code,
        newer.first_period_code

    from first_periods as newer

    inner join successors
        on newer.indicator_code = successors.indicator_code

    inner join first_periods as older
        on newer.region_code = older.region_code
        and successors.former_code = older.indicator_code
        and newer.first_period_code > older.first_period_code

),

runs_counted as (

    -- A period that cannot be compared neither breaks a run nor belongs to it.
    select
        *,
        lag(year) over series_in_time as year_before,
        count(*) filter (where not is_incomparable) over series_in_time as run

    from growth

    window series_in_time as (partition by region_code, indicator_code order by year, month)

),

compared as (

    select
        ---------- keys
        runs_counted.region_code,
        runs_counted.region_name,
        runs_counted.indicator_code,
        runs_counted.indicator_name,
        runs_counted.breakdown,
        runs_counted.sort_order,
        runs_counted.year,
        runs_counted.month,
        runs_counted.period_code,

        ---------- amounts
        runs_counted.ytd_cny_10k,
        runs_counted.ytd_last_year_cny_10k,
        runs_counted.comparable_base_cny_10k,

        ---------- rates
        runs_counted.yoy_reported_pct,
        runs_counted.yoy_computed_pct,
        one_decimal(runs_counted.yoy_computed_pct)
        - one_decimal(runs_counted.yoy_reported_pct) as gap_pp,
        runs_counted.is_incomparable,
        case
            when runs_counted.is_incomparable
                then min(runs_counted.period_code) filter (where runs_counted.is_incomparable)
                    over (
                        partition by
                            runs_counted.region_code, runs_counted.indicator_code,
                            runs_counted.run
                    )
        end as incomparable_since,

        ---------- scope
        concat_ws(
            '；', nullif(runs_counted.scope, ''),
            case
                when has_former_project_bar(runs_counted.year)
                    then '2010年及以前项目起点为计划总投资50万元'
            end
        ) as scope,
        coalesce(
            starts_of_a_new_meaning.first_period_code = runs_counted.period_code, false
        )
        or coalesce(
            has_former_project_bar(runs_counted.year_before)
            and not has_former_project_bar(runs_counted.year),
            false
        ) as is_scope_break,

        ---------- origin
        runs_counted.yoy_reported_source,
        runs_counted.yoy_computed_source,
        runs_counted.level_source,
        runs_counted.source,
        runs_counted.upload_id

    from runs_counted

    left join starts_of_a_new_meaning
        on runs_counted.region_code = starts_of_a_new_meaning.region_code
        and runs_counted.indicator_code = starts_of_a_new_meaning.indicator_code

)

select * from compared;
