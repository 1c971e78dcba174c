-- Which figures in use are others at $after than they were at $before?
-- Grain: one row per figure that is new, gone or changed between the two moments. Amounts
-- are compared in one unit, rates as the reader sees them.
with

observations as (

    select
        *,
        known_from <= $before and known_until > $before as was,
        known_from <= $after and known_until > $after as is_now
    from mirror.core_observation
    where is_in_use

),

printed as (

    select
        '数字' as kind,
        region_code || '/' || indicator_code || '/' || span as row_key,
        region_code,
        indicator_code as name_code,
        '' as unit,
        year,
        month,
        measure as field,
        cast(comparable_value(value, measure, unit) as varchar) as compared,
        printed || case when measure = 'level' then unit else '' end as value,
        file,
        sheet,
        cell,
        upload_id,
        was,
        is_now

    from observations

    where was <> is_now

),

projects as (

    select
        *,
        known_from <= $before and known_until > $before as was,
        known_from <= $after and known_until > $after as is_now
    from mirror.core_project
    where is_in_use

),

project_figures as (

    select
        projects.*,
        unnest([
            {'field': 'planned_total', 'value': shown_exactly(planned_total_cny_10k)},
            {'field': 'annual_plan', 'value': shown_exactly(annual_plan_cny_10k)},
            {'field': 'ytd', 'value': shown_exactly(ytd_cny_10k)},
            {'field': 'monthly', 'value': shown_exactly(monthly_cny_10k)},
            {'field': 'funds_in_place', 'value': shown_exactly(funds_in_place_cny_10k)},
            {'field': 'unit_label', 'value': unit},
            {'field': 'stage', 'value': stage},
            {'field': 'started_on', 'value': cast(started_on as varchar)},
            {'field': 'finished_on', 'value': cast(finished_on as varchar)},
            {'field': 'is_in_statistics', 'value': cast(is_in_statistics as varchar)},
            {'field': 'problem_text', 'value': problem_text}
        ]) as told

    from projects

    where was <> is_now

),

listed as (

    select
        '项目' as kind,
        project_key as row_key,
        region_code,
        project_name as name_code,
        unit,
        year,
        month,
        told.field as field,
        told.value as compared,
        told.value as value,
        file,
        sheet,
        coalesce(cell_of(cells, told.field), name_cell) as cell,
        upload_id,
        was,
        is_now

    from project_figures

    where told.value <> ''

),

units as (

    select
        *,
        known_from <= $before and known_until > $before as was,
        known_from <= $after and known_until > $after as is_now
    from mirror.core_unit

),

unit_figures as (

    select
        units.*,
        unnest([
            {'field': 'annual_plan', 'value': shown_exactly(annual_plan_cny_10k)},
            {'field': 'ytd', 'value': shown_exactly(ytd_cny_10k)},
            {'field': 'printed_rank', 'value': cast(printed_rank as varchar)}
        ]) as told

    from units

    where was <> is_now

),

by_unit as (

    select
        '分单位进展',
        region_code || '/' || scope || '/' || unit_key,
        region_code,
        unit,
        '',
        year,
        month,
        told.field,
        told.value,
        told.value,
        file,
        sheet,
        case when told.field = 'annual_plan' then annual_plan_cell else ytd_cell end,
        upload_id,
        was,
        is_now

    from unit_figures

    where told.value <> ''

),

goals as (

    select
        '目标',
        region_code || '/' || scope_kind || '/' || unit_key || '/' || indicator_label
        || '/' || tier,
        region_code,
        scope_label || '　' || indicator_label || tier,
        '',
        year,
        month,
        goal_kind,
        shown_exactly(coalesce(goal_cny_10k, goal_value)),
        shown_exactly(coalesce(goal_cny_10k, goal_value)),
        file,
        sheet,
        cell,
        upload_id,
        known_from <= $before and known_until > $before as was,
        known_from <= $after and known_until > $after as is_now

    from mirror.core_target

),

every_figure as (

    select * from printed
    union all
    select * from listed
    union all
    select * from by_unit
    union all
    select * from goals
    where was <> is_now

),

uploads as (

    select upload_id, any_value(reason) as reason from mirror.core_upload
    group by upload_id

),

side_by_side as (

    select
        kind,
        row_key,
        region_code,
        year,
        month,
        field,
        any_value(name_code) as name_code,
        any_value(unit) as unit,
        max(compared) filter (where was) as compared_before,
        max(compared) filter (where is_now) as compared_now,
        max(value) filter (where was) as value_before,
        max(value) filter (where is_now) as value_now,
        max(cell_address(file, sheet, cell)) filter (where was) as source_before,
        max(cell_address(file, sheet, cell)) filter (where is_now) as source,
        coalesce(max(file) filter (where is_now), max(file)) as file,
        coalesce(max(sheet) filter (where is_now), max(sheet)) as sheet,
        max(cell) filter (where is_now) as cell,
        max(upload_id) filter (where is_now) as upload_id

    from every_figure

    group by kind, row_key, region_code, year, month, field

),

told as (

    select
        side_by_side.kind,
        case
            when compared_before is null then 'new'
            when compared_now is null then 'left'
            else 'changed'
        end as state,
        side_by_side.file,
        side_by_side.sheet,
        side_by_side.cell,
        side_by_side.region_code,
        coalesce(regions.region_name, side_by_side.region_code) as region_name,
        coalesce(indicators.indicator_name, side_by_side.name_code) as name,
        side_by_side.unit,
        coalesce(period_code(year, month), cast(year as varchar)) as period_code,
        side_by_side.field,
        side_by_side.value_before,
        side_by_side.value_now,
        coalesce(uploads.reason, '撤回') as reason,
        side_by_side.source,
        side_by_side.source_before

    from side_by_side

    left join core_region as regions
        on side_by_side.region_code = regions.region_code

    left join core_indicator as indicators
        on side_by_side.kind = '数字'
        and side_by_side.name_code = indicators.indicator_code

    left join uploads
        on side_by_side.upload_id = uploads.upload_id

    where compared_before is distinct from compared_now

)

select * from told
order by file, sheet, state <> 'changed', region_code, period_code
