-- Where does each project stand: plan, done, status, words, and last month's promise?
-- Grain: one row per region, project and period. Feeds: 项目, 完成率, 月调度.
create or replace view mart_projects as

with

projects as (

    select * from core_project

),

statuses as (

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
        projects.region_code,
        projects.district_code,
        projects.project_key,
        projects.project_code,
        projects.project_name,
        projects.year,
        projects.month,
        period_code(projects.year, projects.month) as period_code,
        projects.unit_key,
        projects.unit,

        ---------- kinds
        projects.league,
        projects.priority_level,
        projects.project_kind,
        projects.stage,
        projects.stage_order,
        projects.industry_label,
        projects.tags,
        projects.is_started,
        projects.is_finished,
        projects.is_new_start,
        projects.is_in_statistics,

        ---------- amounts
        projects.planned_total_cny_10k,
        projects.invested_before_cny_10k,
        projects.annual_plan_cny_10k,
        projects.ytd_cny_10k,
        projects.ytd_plan_cny_10k,
        coalesce(
            projects.monthly_cny_10k,
            case
                when periods.previous_year = projects.year
                    and periods.previous_month = projects.month - 1
                    then projects.ytd_cny_10k - projects_before.ytd_cny_10k
            end
        ) as monthly_cny_10k,
        projects.monthly_plan_cny_10k,
        projects.funds_in_place_cny_10k,
        projects.invested_total_cny_10k,

        ---------- rates
        projects.completion_rate_pct,
        statuses.schedule_progress_pct,
        statuses.schedule_gap_pp,
        statuses.schedule_ratio_pct,
        statuses.status,
        statuses.has_caught_up,
        projects.plan_to_date_rate_pct,
        projects.total_rate_pct,
        projects.funds_rate_pct,
        projects.printed_rate_pct,
        projects.unstarted_months,
        projects.unlisted_months,
        projects.annual_plan_cny_10k < small_base_cny_10k() as is_small_base,

        ---------- moments
        projects.planned_start_on,
        projects.started_on,
        projects.planned_finish_on,
        projects.finished_on,

        ---------- words: what was promised last month stands beside what was done
        projects_before.next_plan_text as planned_last_time_text,
        projects.progress_text,
        projects.next_plan_text,
        projects.problem_text,
        projects.problem_owner,
        projects.problem_due_on,
        projects.leader,
        projects.contact,

        ---------- origin
        chosen_yardstick() as yardstick,
        statuses.rule_code,
        statuses.rule_name,
        statuses.rule_version,
        projects.source,
        projects.name_source,
        projects.file,
        projects.sheet,
        projects.sheet_row,
        projects.cell,
        projects.cells,
        projects.sha256,
        projects.upload_id

    from projects

    inner join statuses
        on projects.region_code = statuses.region_code
        and projects.project_key = statuses.project_key
        and projects.year = statuses.year
        and projects.month = statuses.month

    left join periods
        on projects.region_code = periods.region_code
        and projects.year = periods.year
        and projects.month = periods.month

    left join projects_before
        on projects.region_code = projects_before.region_code
        and projects.project_key = projects_before.project_key
        and projects.year = projects_before.year
        and periods.previous_year = projects_before.year
        and periods.previous_month = projects_before.month

)

select * from beside_the_period_before;
