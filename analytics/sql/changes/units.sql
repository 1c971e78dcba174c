-- How does a table by units not stored yet differ from what counts now?
-- Grain: one row per figure that changed, and one per unit that is new, missing or says the
-- same. incoming_rows and $region_code come from the caller. Periods pair as in
-- project_difference; a unit left out of its own period's newer table still counts.
with

incoming as (

    select * from incoming_rows

),

stored as (

    select * from core_unit

),

typed as (

    select
        incoming.* exclude (region_code, unit_label),
        case when $region_code <> '' then $region_code else incoming.region_code end
            as region_code,
        trim(incoming.unit_label) as unit,
        name_key(incoming.unit_label) as unit_key,
        to_cny_10k(incoming.planned_total, incoming.money_unit) as planned_total_cny_10k,
        to_cny_10k(incoming.annual_plan, incoming.money_unit) as annual_plan_cny_10k,
        to_cny_10k(incoming.ytd, incoming.money_unit) as ytd_cny_10k,
        to_cny_10k(incoming.ytd_plan, incoming.money_unit) as ytd_plan_cny_10k,
        to_cny_10k(incoming.monthly, incoming.money_unit) as monthly_cny_10k,
        to_cny_10k(incoming.funds_in_place, incoming.money_unit) as funds_in_place_cny_10k,
        period_number(incoming.year, incoming.month) as period

    from incoming

),

listed_once as (

    select
        *,
        period = max(period) over (partition by region_code, scope) as is_own_period

    from typed

    qualify row_number() over (
        partition by region_code, scope, unit_key, period
        order by row_number
    ) = 1

),

periods_beside as (

    select
        listed_once.region_code,
        listed_once.scope,
        listed_once.period,
        max(period_number(stored.year, stored.month)) as period_before

    from listed_once

    inner join stored
        on listed_once.region_code = stored.region_code
        and listed_once.scope = stored.scope
        and listed_once.unit_key = stored.unit_key
        and (
            listed_once.period = period_number(stored.year, stored.month)
            or (
                listed_once.is_own_period
                and listed_once.period > period_number(stored.year, stored.month)
            )
        )

    group by listed_once.region_code, listed_once.scope, listed_once.period

),

tables_before as (

    select
        periods_beside.period,
        stored.*

    from periods_beside

    inner join stored
        on periods_beside.region_code = stored.region_code
        and periods_beside.scope = stored.scope
        and periods_beside.period_before = period_number(stored.year, stored.month)

),

beside_each_other as (

    select
        now.unit_key,
        now.unit,
        now.scope,
        now.sheet,
        now.sheet_row,
        now.cells,
        now.period,
        tables_before.unit_key is not null as is_known,
        now.period = period_number(tables_before.year, tables_before.month) as is_same_period,
        tables_before.year as year_before,
        tables_before.month as month_before,
        tables_before.ytd_source,
        tables_before.annual_plan_source,
        [
            figure('project_count', now.project_count, tables_before.project_count, true),
            figure('started_count', now.started_count, tables_before.started_count, false),
            figure(
                'planned_total', shown_exactly(now.planned_total_cny_10k),
                shown_exactly(tables_before.planned_total_cny_10k), true
            ),
            figure(
                'annual_plan', shown_exactly(now.annual_plan_cny_10k),
                shown_exactly(tables_before.annual_plan_cny_10k),
                now.year = tables_before.year
            ),
            figure(
                'ytd', shown_exactly(now.ytd_cny_10k),
                shown_exactly(tables_before.ytd_cny_10k), false
            ),
            figure(
                'ytd_plan', shown_exactly(now.ytd_plan_cny_10k),
                shown_exactly(tables_before.ytd_plan_cny_10k), false
            ),
            figure(
                'monthly', shown_exactly(now.monthly_cny_10k),
                shown_exactly(tables_before.monthly_cny_10k), false
            ),
            figure(
                'funds_in_place', shown_exactly(now.funds_in_place_cny_10k),
                shown_exactly(tables_before.funds_in_place_cny_10k), false
            ),
            figure(
                'printed_rate_pct', shown_exactly(now.printed_rate_pct),
                shown_exactly(tables_before.printed_rate_pct), false
            ),
            figure('printed_rank', now.printed_rank, tables_before.printed_rank, false)
        ] as figures

    from listed_once as now

    left join tables_before
        on now.region_code = tables_before.region_code
        and now.scope = tables_before.scope
        and now.period = tables_before.period
        and now.unit_key = tables_before.unit_key

),

figures_apart as (

    select
        * exclude (figures),
        unnest(figures) as figure

    from beside_each_other

    where is_known

),

changed as (

    select
        'changed' as state,
        * exclude (figure),
        figure.field as field,
        figure.value_now as value_now,
        figure.value_before as value_before

    from figures_apart

    where figure.value_now is distinct from figure.value_before
        and (is_same_period or figure.is_lasting)

),

without_change as (

    select
        case when beside_each_other.is_known then 'equal' else 'new' end as state,
        beside_each_other.* exclude (figures),
        'ytd' as field,
        null as value_now,
        null as value_before

    from beside_each_other

    anti join changed
        on beside_each_other.unit_key = changed.unit_key
        and beside_each_other.scope = changed.scope
        and beside_each_other.period = changed.period

),

missing as (

    select
        case
            when tables_before.period = period_number(tables_before.year, tables_before.month)
                then 'unlisted'
            else 'left'
        end as state,
        tables_before.unit_key,
        tables_before.unit,
        tables_before.scope,
        tables_before.sheet,
        tables_before.period,
        tables_before.year as year_before,
        tables_before.month as month_before,
        tables_before.ytd_source,
        tables_before.annual_plan_source

    from tables_before

    anti join listed_once
        on tables_before.region_code = listed_once.region_code
        and tables_before.scope = listed_once.scope
        and tables_before.period = listed_once.period
        and tables_before.unit_key = listed_once.unit_key

),

every_state as (

    select * from changed
    union all by name
    select * from without_change
    union all by name
    select * from missing

),

named as (

    select
        'unit' as kind,
        state,
        sheet,
        coalesce(cell_of(cells, field), 'A' || sheet_row) as cell,
        period_code((period - 1) // 12, (period - 1) % 12 + 1) as period_code,
        scope || '/' || unit_key as row_key,
        unit as name,
        scope as unit,
        field,
        value_now,
        value_before,
        case when year_before is not null then period_code(year_before, month_before) end
            as period_code_before,
        case when field = 'annual_plan' then annual_plan_source
            else coalesce(ytd_source, annual_plan_source) end as source_before

    from every_state

)

select * from named
order by period_code desc, sheet, unit, name, field
