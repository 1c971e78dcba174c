-- Which ledger rows of one upload no longer count, because something newer does?
-- Grain: one row per project, unit or goal of $upload_id that gave way. Months printed
-- beside a ledger's own, newest month always give way and are not asked about.
with

own_projects as (

    select *
    from stg_project
    where upload_id = $upload_id
    qualify period_number(year, month)
        = max(period_number(year, month)) over (partition by region_code)

),

projects_that_gave_way as (

    select own_projects.project_key as row_key
    from own_projects

    left join core_project
        on own_projects.region_code = core_project.region_code
        and own_projects.project_key = core_project.project_key
        and own_projects.year = core_project.year
        and own_projects.month = core_project.month

    where core_project.upload_id is distinct from $upload_id

),

units_that_gave_way as (

    select stg_unit.unit_key as row_key
    from stg_unit

    left join core_unit
        on stg_unit.region_code = core_unit.region_code
        and stg_unit.scope = core_unit.scope
        and stg_unit.unit_key = core_unit.unit_key
        and stg_unit.year = core_unit.year
        and stg_unit.month = core_unit.month

    where stg_unit.upload_id = $upload_id
        and core_unit.upload_id is distinct from $upload_id

),

goals_that_gave_way as (

    select stg_target.unit_key as row_key
    from stg_target

    left join core_target
        on stg_target.region_code = core_target.region_code
        and stg_target.scope_kind = core_target.scope_kind
        and stg_target.unit_key = core_target.unit_key
        and stg_target.indicator_label = core_target.indicator_label
        and stg_target.goal_kind = core_target.goal_kind
        and stg_target.tier = core_target.tier
        and stg_target.year = core_target.year
        and stg_target.month is not distinct from core_target.month

    where stg_target.upload_id = $upload_id
        and core_target.upload_id is distinct from $upload_id

),

all_that_gave_way as (

    select * from projects_that_gave_way
    union all
    select * from units_that_gave_way
    union all
    select * from goals_that_gave_way

)

select * from all_that_gave_way
