-- Which status does each rule give each unit?
-- Grain: one row per region, scope, unit, period and rule that judges units.
create or replace view core_unit_status as

with

progress as (

    select * from core_unit_progress
    where schedule_gap_pp is not null

),

bands as (

    select * from ref_status_rule
    where applies_to in ('any', 'unit')
        and measure in ('gap_pp', 'ratio_pct')

),

bands_met as (

    select
        progress.region_code,
        progress.scope,
        progress.unit_key,
        progress.is_total,
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
            end,
            bands.lower_bound, bands.is_lower_included,
            bands.upper_bound, bands.is_upper_included
        )
        and case bands.place_side
            when 'top' then progress.place <= bands.place_limit
            when 'bottom' then progress.place_from_bottom <= bands.place_limit
            else true
        end

),

first_band_met as (

    select
        region_code,
        scope,
        unit_key,
        is_total,
        year,
        month,
        rule_code,
        arg_min(status, sort_order) as status

    from bands_met

    group by region_code, scope, unit_key, is_total, year, month, rule_code

)

select * from first_band_met;
