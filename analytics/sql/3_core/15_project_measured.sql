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
                'status': status,
                'place': list_position(
                    ['gap_pp', 'ratio_pct', 'unstarted_months', 'unlisted_months'], measure
                ),
                'lower_edge': lower_edge(lower_bound, is_lower_included),
                'upper_edge': upper_edge(upper_bound, is_upper_included)
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
        [
            round(progress.schedule_gap_pp, 9), round(progress.schedule_ratio_pct, 9),
            progress.unstarted_months, progress.unlisted_months
        ] as measures,
        case when progress.schedule_gap_pp is not null then
            list_filter(rules.bands, lambda band: is_between_edges(
                measures[band.place], band.lower_edge, band.upper_edge
            ))[1].status
        end as status_measured

    from progress

    cross join rules

)

select * from judged;
