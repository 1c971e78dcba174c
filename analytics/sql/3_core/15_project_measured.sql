-- Which status does each rule give each project by this period's figures alone?
-- Grain: one row per region, project, period and rule that judges projects. The first
-- band a figure falls into, in the rule's own order, names the status; without a plan, or
-- with no yardstick for it, there is nothing to judge and the status is null.
create or replace view core_project_measured as

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

judged as (

    select
        progress.*,
        rules.* exclude (bands),
        round(progress.schedule_gap_pp, 9) as judged_gap_pp,
        round(progress.schedule_ratio_pct, 9) as judged_ratio_pct,
        case when progress.schedule_gap_pp is not null then
            list_filter(rules.bands, lambda band: in_bounds(
                case band.measure
                    when 'gap_pp' then judged_gap_pp
                    when 'ratio_pct' then judged_ratio_pct
                    when 'unstarted_months' then progress.unstarted_months
                    when 'unlisted_months' then progress.unlisted_months
                end,
                band.lower_bound, band.is_lower_included,
                band.upper_bound, band.is_upper_included
            ))[1].status
        end as status_measured

    from progress

    cross join rules

)

select * from judged;
