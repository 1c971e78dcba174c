-- Where does each project stand: plan, done, status, words, and last month's promise?
-- Grain: one row per region, project and period. Feeds: 项目, 完成率, 月调度.
create or replace view mart_projects as

with

progress as (

    select * from core_project_status
    where rule_code = chosen_rule()

),

periods as (

    select * from core_ledger_period

),

projects_before as (

    select * from core_project
    where may_come_before(year, month)

),

beside_the_period_before as (

    -- Inside the year only: the year's first ledger follows other plans than the last one.
    select
        ---------- keys
        progress.region_code,
        progress.district_code,
        progress.project_key,
        progress.project_code,
        progress.project_name,
        progress.year,
        progress.month,
        period_code(progress.year, progress.month) as period_code,
        progress.unit_key,
        progress.unit,

        ---------- kinds
        progress.league,
        progress.priority_level,
        progress.project_kind,
        progress.stage,
        progress.stage_order,
        progress.industry_label,
        progress.tags,
        progress.is_started,
        progress.is_finished,
        progress.is_new_start,
        progress.is_in_statistics,

        ---------- amounts
        progress.planned_total_cny_10k,
        progress.invested_before_cny_10k,
        progress.annual_plan_cny_10k,
        progress.ytd_cny_10k,
        progress.ytd_plan_cny_10k,
        coalesce(
            progress.monthly_cny_10k,
            case
                when periods.previous_year = progress.year
                    and periods.previous_month = progress.month - 1
                    then progress.ytd_cny_10k - projects_before.ytd_cny_10k
            end
        ) as monthly_cny_10k,
        progress.monthly_plan_cny_10k,
        progress.funds_in_place_cny_10k,
        progress.invested_total_cny_10k,

        ---------- rates
        progress.completion_rate_pct,
        progress.schedule_progress_pct,
        progress.schedule_gap_pp,
        progress.schedule_ratio_pct,
        progress.status,
        progress.has_caught_up,
        progress.plan_to_date_rate_pct,
        progress.total_rate_pct,
        progress.funds_rate_pct,
        progress.printed_rate_pct,
        progress.unstarted_months,
        progress.unlisted_months,
        progress.annual_plan_cny_10k < small_base_cny_10k() as is_small_base,

        ---------- moments
        progress.planned_start_on,
        progress.started_on,
        progress.planned_finish_on,
        progress.finished_on,

        ---------- words: what was promised last month stands beside what was done
        projects_before.next_plan_text as planned_last_time_text,
        progress.progress_text,
        progress.next_plan_text,
        progress.problem_text,
        progress.problem_owner,
        progress.problem_due_on,
        progress.leader,
        progress.contact,

        ---------- origin
        chosen_yardstick() as yardstick,
        progress.rule_code,
        progress.rule_name,
        progress.rule_version,
        progress.source,
        progress.name_source,
        progress.file,
        progress.sheet,
        progress.sheet_row,
        progress.cell,
        progress.cells,
        progress.sha256,
        progress.upload_id

    from progress

    left join periods
        on progress.region_code = periods.region_code
        and progress.year = periods.year
        and progress.month = periods.month

    left join projects_before
        on progress.region_code = projects_before.region_code
        and progress.project_key = projects_before.project_key
        and progress.year = projects_before.year
        and periods.previous_year = projects_before.year
        and periods.previous_month = projects_before.month

)

select * from beside_the_period_before;
