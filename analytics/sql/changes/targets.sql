-- How do goals not stored yet differ from what counts now?
-- Grain: one row per goal: new, changed, equal, or of the same list but not set again.
-- incoming_rows and $region_code come from the caller. A goal left out still counts.
with

incoming as (

    select * from incoming_rows

),

stored as (

    select * from core_target

),

typed as (

    select
        incoming.* exclude (region_code),
        case when $region_code <> '' then $region_code else incoming.region_code end
            as region_code,
        name_key(incoming.scope_label) as unit_key,
        shown_exactly(coalesce(to_cny_10k(incoming.value, incoming.unit), incoming.value))
            as value_now,
        case when to_cny_10k(incoming.value, incoming.unit) is null then incoming.unit
            else '万元' end as unit_now

    from incoming

    qualify row_number() over (
        partition by
            $region_code, incoming.region_code, incoming.scope_kind, unit_key,
            incoming.indicator_label, incoming.goal_kind, incoming.tier, incoming.year,
            incoming.month
        order by incoming.row_number
    ) = 1

),

stored_shown as (

    select
        *,
        shown_exactly(coalesce(goal_cny_10k, goal_value)) as value_before,
        case when goal_cny_10k is null then unit else '万元' end as unit_before

    from stored

),

compared as (

    select
        case
            when before.unit_key is null then 'new'
            when before.value_before = now.value_now and before.unit_before = now.unit_now
                then 'equal'
            else 'changed'
        end as state,
        now.sheet,
        now.cell,
        now.year,
        now.month,
        now.scope_label,
        now.unit_key,
        now.indicator_label,
        now.goal_kind,
        now.tier,
        case when state = 'changed' then now.value_now || now.unit_now end as value_now,
        case when state = 'changed' then before.value_before || before.unit_before end
            as value_before,
        before.source as source_before

    from typed as now

    left join stored_shown as before
        on now.region_code = before.region_code
        and now.scope_kind = before.scope_kind
        and now.unit_key = before.unit_key
        and now.indicator_label = before.indicator_label
        and now.goal_kind = before.goal_kind
        and now.tier = before.tier
        and now.year = before.year
        and now.month is not distinct from before.month

),

lists_set_again as (

    select distinct
        region_code,
        scope_kind,
        indicator_label,
        goal_kind,
        tier,
        year

    from typed

),

not_set_again as (

    select
        'unlisted' as state,
        stored_shown.year,
        stored_shown.month,
        stored_shown.scope_label,
        stored_shown.unit_key,
        stored_shown.indicator_label,
        stored_shown.goal_kind,
        stored_shown.tier,
        stored_shown.source as source_before

    from stored_shown

    semi join lists_set_again
        on stored_shown.region_code = lists_set_again.region_code
        and stored_shown.scope_kind = lists_set_again.scope_kind
        and stored_shown.indicator_label = lists_set_again.indicator_label
        and stored_shown.goal_kind = lists_set_again.goal_kind
        and stored_shown.tier = lists_set_again.tier
        and stored_shown.year = lists_set_again.year

    anti join typed
        on stored_shown.region_code = typed.region_code
        and stored_shown.scope_kind = typed.scope_kind
        and stored_shown.unit_key = typed.unit_key
        and stored_shown.indicator_label = typed.indicator_label
        and stored_shown.goal_kind = typed.goal_kind
        and stored_shown.tier = typed.tier
        and stored_shown.year = typed.year
        and stored_shown.month is not distinct from typed.month

),

every_state as (

    select * from compared
    union all by name
    select * from not_set_again

),

named as (

    select
        'target' as kind,
        state,
        coalesce(sheet, '') as sheet,
        cell,
        case when month is null then cast(year as varchar) else period_code(year, month) end
            as period_code,
        concat_ws(
            '/', unit_key, indicator_label, goal_kind, tier, year, coalesce(month, 0)
        ) as row_key,
        scope_label as name,
        indicator_label || case when tier = '' then '' else '（' || tier || '）' end as unit,
        goal_kind as field,
        value_now,
        value_before,
        case when state <> 'new' then period_code end as period_code_before,
        source_before

    from every_state

)

select * from named
order by period_code, sheet, name, unit
