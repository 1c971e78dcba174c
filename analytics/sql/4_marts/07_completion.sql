-- How much of its year's plan has each unit done, against the schedule?
-- Grain: one row per region, scope, unit and period; is_total for the whole region.
-- Feeds: 完成率, 赛马, 讲话稿.
create or replace view mart_completion as

with

progress as (

    select * from core_unit_progress

),

statuses as (

    select * from core_unit_status
    where rule_code = chosen_rule()

),

rules as (

    select distinct rule_code, rule_name, rule_version from ref_status_rule
    where rule_code = chosen_rule()

),

judged as (

    select
        ---------- keys
        progress.region_code,
        progress.district_code,
        progress.year,
        progress.month,
        period_code(progress.year, progress.month) as period_code,
        progress.scope,
        progress.unit_key,
        progress.unit,
        progress.is_total,
        progress.basis,

        ---------- counts
        progress.project_count,
        progress.plan_missing_count,
        progress.started_count,
        progress.new_start_count,
        progress.start_due_count,
        progress.new_started_count,
        progress.should_list_count,
        progress.listed_count,
        progress.idle_count,

        ---------- amounts
        progress.planned_total_cny_10k,
        progress.annual_plan_cny_10k,
        progress.ytd_cny_10k,
        progress.ytd_plan_cny_10k,
        progress.funds_in_place_cny_10k,

        ---------- rates
        progress.completion_rate_pct,
        progress.schedule_progress_pct,
        progress.schedule_gap_pp,
        progress.schedule_ratio_pct,
        statuses.status,
        progress.plan_to_date_rate_pct,
        progress.start_rate_pct,
        progress.due_start_rate_pct,
        progress.listed_rate_pct,
        progress.funds_rate_pct,
        progress.printed_rate_pct,

        ---------- place
        progress.place,
        progress.place_from_bottom,
        progress.ranked_count,
        progress.printed_rank,
        progress.is_small_base,
        progress.is_ranked,

        ---------- origin
        chosen_yardstick() as yardstick,
        rules.rule_code,
        rules.rule_name,
        rules.rule_version,
        progress.source

    from progress

    cross join rules

    left join statuses
        on progress.region_code = statuses.region_code
        and progress.scope = statuses.scope
        and progress.unit_key = statuses.unit_key
        and progress.is_total = statuses.is_total
        and progress.year = statuses.year
        and progress.month = statuses.month

)

select * from judged;
