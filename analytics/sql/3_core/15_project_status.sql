-- Which status does each rule give each project?
-- Grain: one row per region, project, period and rule that judges projects. The first
-- band a figure falls into, in the rule's own order, names the status; without a plan, or
-- with no yardstick for it, there is nothing to judge and the status is null.
create or replace view core_project_status as

with

progress as (

    select * from core_project_progress

),

rules as (

    -- The bands of a rule as one list: a join would multiply every project by them.
    select
        rule_code,
        rule_name,
        rule_version,
        list(
            {
                'status': status, 'measure': measure,
                'lower_bound': lower_bound, 'is_lower_included': is_lower_included,
                'upper_bound': upper_bound, 'is_upper_included': is_upper_included
            }
            order by sort_order
        ) as bands

    from ref_status_rule

    where applies_to in ('any', 'project')

    group by rule_code, rule_name, rule_version

),

judged as not materialized (

    select
        progress.*,
        rules.* exclude (bands),
        case when progress.schedule_gap_pp is not null then
            list_filter(rules.bands, lambda band: in_band(
                case band.measure
                    when 'gap_pp' then progress.schedule_gap_pp
                    when 'ratio_pct' then progress.schedule_ratio_pct
                    when 'unstarted_months' then progress.unstarted_months
                    when 'unlisted_months' then progress.unlisted_months
                end,
                band.lower_bound, band.is_lower_included,
                band.upper_bound, band.is_upper_included
            ))[1].status
        end as status_measured

    from progress

    cross join rules

),

behind_earlier_this_year as (

    -- Empty, and never computed, unless the office keeps such projects amber.
    select
        region_code,
        project_key,
        year,
        rule_code,
        min(month) as first_month_behind

    from judged

    where keeps_amber()
        and status_measured = '滞后'

    group by region_code, project_key, year, rule_code

),

caught_up_stays_amber as (

    select
        judged.*,
        case when judged.status_measured is not null then coalesce(
            behind_earlier_this_year.first_month_behind < judged.month
            and judged.status_measured in ('正常', '较快'), false
        ) end as has_caught_up,
        case when has_caught_up then '预警' else judged.status_measured end as status

    from judged

    left join behind_earlier_this_year
        on judged.region_code = behind_earlier_this_year.region_code
        and judged.project_key = behind_earlier_this_year.project_key
        and judged.year = behind_earlier_this_year.year
        and judged.rule_code = behind_earlier_this_year.rule_code

)

select * from caught_up_stays_amber;
