-- Which status does each rule give each project?
-- Grain: one row per region, project, period and rule that judges projects. The first
-- band a figure falls into, in the rule's own order, names the status.
create or replace view core_project_status as

with

progress as (

    -- Without a plan, or with no yardstick for it, there is nothing to judge.
    select
        region_code,
        project_key,
        year,
        month,
        schedule_gap_pp,
        schedule_ratio_pct,
        unstarted_months,
        unlisted_months

    from core_project_progress

    where schedule_gap_pp is not null

),

bands as (

    select * from ref_status_rule
    where applies_to in ('any', 'project')

),

bands_met as (

    select
        progress.region_code,
        progress.project_key,
        progress.year,
        progress.month,
        bands.rule_code,
        bands.status,
        bands.sort_order

    from progress

    inner join bands
        on in_band(
            case bands.measure
                when 'gap_pp' then progress.schedule_gap_pp
                when 'ratio_pct' then progress.schedule_ratio_pct
                when 'unstarted_months' then progress.unstarted_months
                when 'unlisted_months' then progress.unlisted_months
            end,
            bands.lower_bound, bands.is_lower_included,
            bands.upper_bound, bands.is_upper_included
        )

),

first_band_met as (

    select
        region_code,
        project_key,
        year,
        month,
        rule_code,
        arg_min(status, sort_order) as status_measured

    from bands_met

    group by region_code, project_key, year, month, rule_code

),

behind_earlier_this_year as (

    -- Empty, and never computed, unless the office keeps such projects amber.
    select
        region_code,
        project_key,
        year,
        rule_code,
        min(month) as first_month_behind

    from first_band_met

    where keeps_amber()
        and status_measured = '滞后'

    group by region_code, project_key, year, rule_code

),

caught_up_stays_amber as (

    select
        first_band_met.*,
        coalesce(
            behind_earlier_this_year.first_month_behind < first_band_met.month
            and first_band_met.status_measured in ('正常', '较快'), false
        ) as has_caught_up,
        case when has_caught_up then '预警' else first_band_met.status_measured end
            as status

    from first_band_met

    left join behind_earlier_this_year
        on first_band_met.region_code = behind_earlier_this_year.region_code
        and first_band_met.project_key = behind_earlier_this_year.project_key
        and first_band_met.year = behind_earlier_this_year.year
        and first_band_met.rule_code = behind_earlier_this_year.rule_code

)

select * from caught_up_stays_amber;
