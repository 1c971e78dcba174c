-- How much of its year's plan has each unit done, against the schedule?
-- Grain: one row per region, scope, unit and period; is_total for the whole region.
-- Feeds: 完成率, 赛马, 讲话稿.
create or replace view mart_completion as

with

progress as (

    select * from core_unit_progress

),

rule as (

    -- Its bands as one list; one that judges projects only has none for units.
    select
        rule_code,
        rule_name,
        rule_version,
        list(
            {
                'status': status, 'measure': measure,
                'lower_bound': lower_bound, 'is_lower_included': is_lower_included,
                'upper_bound': upper_bound, 'is_upper_included': is_upper_included,
                'place_side': place_side, 'place_limit': place_limit
            }
            order by sort_order
        ) filter (
            where applies_to in ('any', 'unit') and measure in ('gap_pp', 'ratio_pct')
        ) as bands

    from ref_status_rule

    where rule_code = chosen_rule()

    group by rule_code, rule_name, rule_version

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
        case when progress.schedule_gap_pp is not null then
            list_filter(rule.bands, lambda band: in_band(
                case band.measure
                    when 'gap_pp' then progress.schedule_gap_pp
                    when 'ratio_pct' then progress.schedule_ratio_pct
                end,
                band.lower_bound, band.is_lower_included,
                band.upper_bound, band.is_upper_included
            ) and case band.place_side
                when 'top' then progress.place <= band.place_limit
                when 'bottom' then progress.place_from_bottom <= band.place_limit
                else true
            end)[1].status
        end as status,
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
        rule.rule_code,
        rule.rule_name,
        rule.rule_version,
        progress.source,
        progress.printed_upload_id

    from progress

    cross join rule

)

select * from judged;
