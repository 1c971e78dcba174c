-- How far is each unit, and the region as a whole, against the chosen yardstick?
-- Grain: one row per region, scope, unit and period; is_total for the whole region.
-- A unit's printed figure outranks the sum over its projects; basis says which it is.
create or replace view core_unit_progress as

with

printed as (

    select * from core_unit

),

ledger_sums as (

    select * from core_ledger_sum

),

quarter_goals as (

    select * from core_quarter_goal

),

printed_rows as (

    select
        ---------- keys
        region_code,
        district_code,
        year,
        month,
        scope,
        case when is_total then '' else unit_key end as unit_key,
        unit,
        is_total,
        'unit_table' as basis,

        ---------- counts
        project_count,
        started_count,

        ---------- amounts
        planned_total_cny_10k,
        annual_plan_cny_10k,
        ytd_cny_10k,
        ytd_plan_cny_10k,
        annual_plan_cny_10k as plan_by_months_cny_10k,
        ytd_cny_10k as ytd_by_months_cny_10k,
        funds_in_place_cny_10k,
        annual_plan_cny_10k as plan_with_funds_cny_10k,

        ---------- as printed
        printed_rate_pct,
        printed_rank,

        ---------- origin
        quotient_source(ytd_source, annual_plan_source) as source,
        upload_id as printed_upload_id

    from printed

),

sums_over_projects as (

    select
        region_code,
        region_code as district_code,
        year,
        month,
        '' as scope,
        case when is_total then '' else unit_key end as unit_key,
        case when is_total then '合计' else unit end as unit,
        is_total,
        'project_sum' as basis,
        * exclude (region_code, year, month, unit_key, unit, is_total, league, source),
        source

    from ledger_sums

),

sums_nobody_printed as (

    select sums_over_projects.*

    from sums_over_projects

    anti join printed_rows
        on sums_over_projects.region_code = printed_rows.region_code
        and sums_over_projects.year = printed_rows.year
        and sums_over_projects.month = printed_rows.month
        and sums_over_projects.is_total = printed_rows.is_total
        and sums_over_projects.unit_key = printed_rows.unit_key

),

all_units as (

    select * from printed_rows
    union all by name
    select * from sums_nobody_printed

),

beside_their_quarter_goal as (

    select
        all_units.*,
        coalesce(unit_goals.goal_share_pct, region_goals.goal_share_pct) as quarter_goal_pct

    from all_units

    left join quarter_goals as unit_goals
        on all_units.region_code = unit_goals.region_code
        and all_units.unit_key = unit_goals.unit_key
        and all_units.unit_key <> ''
        and all_units.year = unit_goals.year
        and quarter_end(all_units.month) = unit_goals.month

    left join quarter_goals as region_goals
        on all_units.region_code = region_goals.region_code
        and region_goals.unit_key = ''
        and all_units.year = region_goals.year
        and quarter_end(all_units.month) = region_goals.month

),

measured as (

    select
        *,
        pct(ytd_cny_10k, annual_plan_cny_10k) as completion_rate_pct,
        pct(ytd_by_months_cny_10k, ytd_plan_cny_10k) as plan_to_date_rate_pct,
        schedule_pct(month, ytd_plan_cny_10k, plan_by_months_cny_10k, quarter_goal_pct)
            as schedule_progress_pct,
        gap_pp(completion_rate_pct, schedule_progress_pct) as schedule_gap_pp,
        pct(completion_rate_pct, schedule_progress_pct) as schedule_ratio_pct,

        -- 开工率: of all the year's new starts, and of those due by now.
        case basis
            when 'unit_table' then pct(started_count, project_count)
            else pct(new_started_count, new_start_count)
        end as start_rate_pct,
        pct(new_started_count, start_due_count) as due_start_rate_pct,
        pct(listed_count, should_list_count) as listed_rate_pct,
        pct(funds_in_place_cny_10k, plan_with_funds_cny_10k) as funds_rate_pct,
        annual_plan_cny_10k < small_base_cny_10k() as is_small_base,
        not is_total
        and completion_rate_pct is not null
        and annual_plan_cny_10k >= plan_threshold_cny_10k() as is_ranked

    from beside_their_quarter_goal

),

placed as (

    -- Two units that print the same rate share a place.
    select
        *,
        case when is_ranked then rank() over (
            partition by region_code, scope, year, month, is_ranked
            order by one_decimal(completion_rate_pct) desc
        ) end as place,
        case when is_ranked then rank() over (
            partition by region_code, scope, year, month, is_ranked
            order by one_decimal(completion_rate_pct)
        ) end as place_from_bottom,
        count(*) filter (where is_ranked) over (
            partition by region_code, scope, year, month
        ) as ranked_count

    from measured

)

select * from placed;
