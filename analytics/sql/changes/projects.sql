-- How does a ledger not stored yet differ from what counts now?
-- Grain: one row per figure that changed, and one per project that enters, leaves or says
-- the same. incoming_rows, $region_code and $sender come from the caller. A ledger stands
-- beside that of its own period, else beside the nearest earlier one that knows any of
-- its projects; then only what does not grow by the month is compared.
with

incoming as (

    select * from incoming_rows

),

sameness_decided_by_the_office as (

    select * from stg_project_identity

),

stored as not materialized (

    select * from core_project

),

ledger_uploads as (

    select * from core_ledger_upload

),

placed as (

    select
        incoming.* exclude (region_code),
        case when $region_code <> '' then $region_code else incoming.region_code end
            as region_code,
        project_key_of(
            case when $region_code <> '' then $region_code else incoming.region_code end,
            incoming.project_code, incoming.project_name, incoming.unit_label
        ) as key_printed

    from incoming

),

keyed as (

    -- Listed on two sheets it counts once, as it will in the lake.
    select
        placed.*,
        coalesce(sameness.same_as_key, placed.key_printed) as known_key

    from placed

    left join sameness_decided_by_the_office as sameness
        on placed.key_printed = sameness.project_key

    qualify row_number() over (
        partition by placed.region_code, known_key, placed.year, placed.month
        order by placed.row_number
    ) = 1

),

typed as (

    select
        keyed.* exclude (unit_label, known_key),
        keyed.known_key as project_key,
        case
            when trim(keyed.unit_label) = '' then '（未注明单位）'
            else trim(keyed.unit_label)
        end as unit,
        to_cny_10k(keyed.planned_total, keyed.money_unit) as planned_total_cny_10k,
        to_cny_10k(keyed.invested_before, keyed.money_unit) as invested_before_cny_10k,
        to_cny_10k(keyed.annual_plan, keyed.money_unit) as annual_plan_cny_10k,
        to_cny_10k(keyed.ytd, keyed.money_unit) as ytd_cny_10k,
        to_cny_10k(keyed.ytd_plan, keyed.money_unit) as ytd_plan_cny_10k,
        to_cny_10k(keyed.monthly, keyed.money_unit) as monthly_cny_10k,
        to_cny_10k(keyed.monthly_plan, keyed.money_unit) as monthly_plan_cny_10k,
        to_cny_10k(keyed.funds_in_place, keyed.money_unit) as funds_in_place_cny_10k,
        period_number(keyed.year, keyed.month) as period,
        period = max(period) over (partition by keyed.region_code) as is_own_period

    from keyed

),

periods_known as (

    select distinct
        region_code,
        year,
        month,
        period_number(year, month) as period

    from ledger_uploads

),

periods_beside as (

    -- A ledger's own month looks back; months printed beside it only at themselves.
    select
        typed.region_code,
        typed.period,
        typed.is_own_period,
        max(periods_known.period) as period_before

    from typed

    inner join periods_known
        on typed.region_code = periods_known.region_code
        and typed.period >= periods_known.period
        and (typed.is_own_period or typed.period = periods_known.period)

    inner join stored
        on typed.region_code = stored.region_code
        and typed.project_key = stored.project_key
        and periods_known.year = stored.year
        and periods_known.month = stored.month

    group by typed.region_code, typed.period, typed.is_own_period

),

rosters_before as (

    select
        periods_beside.period,
        periods_beside.is_own_period,
        stored.*

    from periods_beside

    inner join stored
        on periods_beside.region_code = stored.region_code
        and periods_beside.period_before = period_number(stored.year, stored.month)

),

months_told_by_their_own_ledger as (

    select distinct
        region_code,
        period_number(year, month) as period

    from ledger_uploads

    where is_own_period
        and sender = $sender

),

beside_each_other as (

    select
        now.project_key,
        now.project_name,
        now.unit,
        now.sheet,
        now.sheet_row,
        now.cells,
        now.period,
        now.is_own_period,
        now.year,
        now.month,
        rosters_before.cells as cells_before,
        rosters_before.file as file_before,
        rosters_before.sheet as sheet_before,
        rosters_before.name_source as name_source_before,
        rosters_before.year as year_before,
        rosters_before.month as month_before,
        rosters_before.project_key is not null as is_known,
        period_number(year_before, month_before) = now.period as is_same_period,
        not now.is_own_period and told.period is not null as is_outranked,
        [
            figure('project_name', now.project_name, rosters_before.project_name, true),
            figure('unit_label', now.unit, rosters_before.unit, true),
            figure('league', now.league, rosters_before.league, true),
            figure('priority_level', now.priority_level, rosters_before.priority_level, true),
            figure('project_kind', now.project_kind, rosters_before.project_kind, true),
            figure('stage', now.stage, rosters_before.stage, true),
            figure('leader', now.leader, rosters_before.leader, true),
            figure(
                'planned_total', shown_exactly(now.planned_total_cny_10k),
                shown_exactly(rosters_before.planned_total_cny_10k), true
            ),
            figure(
                'invested_before', shown_exactly(now.invested_before_cny_10k),
                shown_exactly(rosters_before.invested_before_cny_10k), now.year = year_before
            ),
            figure(
                'annual_plan', shown_exactly(now.annual_plan_cny_10k),
                shown_exactly(rosters_before.annual_plan_cny_10k), now.year = year_before
            ),
            figure(
                'ytd', shown_exactly(now.ytd_cny_10k),
                shown_exactly(rosters_before.ytd_cny_10k), false
            ),
            figure(
                'ytd_plan', shown_exactly(now.ytd_plan_cny_10k),
                shown_exactly(rosters_before.ytd_plan_cny_10k), false
            ),
            figure(
                'monthly', shown_exactly(now.monthly_cny_10k),
                shown_exactly(rosters_before.monthly_cny_10k), false
            ),
            figure(
                'monthly_plan', shown_exactly(now.monthly_plan_cny_10k),
                shown_exactly(rosters_before.monthly_plan_cny_10k), false
            ),
            figure(
                'funds_in_place', shown_exactly(now.funds_in_place_cny_10k),
                shown_exactly(rosters_before.funds_in_place_cny_10k), false
            ),
            figure(
                'planned_start_on', now.planned_start_on, rosters_before.planned_start_on, true
            ),
            figure('started_on', now.started_on, rosters_before.started_on, false),
            figure(
                'planned_finish_on', now.planned_finish_on, rosters_before.planned_finish_on,
                true
            ),
            figure('finished_on', now.finished_on, rosters_before.finished_on, false),
            figure('is_started', now.is_started, rosters_before.is_started_printed, false),
            figure(
                'is_in_statistics', now.is_in_statistics, rosters_before.is_in_statistics, false
            ),
            figure('progress_text', now.progress_text, rosters_before.progress_text, false),
            figure('next_plan_text', now.next_plan_text, rosters_before.next_plan_text, false),
            figure('problem_text', now.problem_text, rosters_before.problem_text, false),
            figure('problem_due_on', now.problem_due_on, rosters_before.problem_due_on, false)
        ] as figures

    from typed as now

    left join rosters_before
        on now.region_code = rosters_before.region_code
        and now.period = rosters_before.period
        and now.project_key = rosters_before.project_key

    left join months_told_by_their_own_ledger as told
        on now.region_code = told.region_code
        and now.period = told.period

),

figures_apart as (

    select
        * exclude (figures),
        unnest(figures) as figure

    from beside_each_other

    where is_known and not is_outranked

),

changed as (

    -- A month beside a ledger's own prints few columns; what it leaves out it does not deny.
    select
        'changed' as state,
        * exclude (figure),
        figure.field as field,
        figure.value_now as value_now,
        figure.value_before as value_before

    from figures_apart

    where figure.value_now is distinct from figure.value_before
        and (is_same_period or figure.is_lasting)
        and (is_own_period or figure.value_now is not null)

),

without_change as (

    select
        case
            when beside_each_other.is_outranked then 'outranked'
            when beside_each_other.is_known then 'equal'
            else 'new'
        end as state,
        beside_each_other.* exclude (figures),
        'project_name' as field,
        null as value_now,
        null as value_before

    from beside_each_other

    anti join changed
        on beside_each_other.project_key = changed.project_key
        and beside_each_other.period = changed.period

),

uploads_that_give_way as (

    -- As core_ledger_upload says it: a ledger sent again replaces the earlier one whole.
    select
        rosters_before.upload_id,
        rosters_before.region_code,
        rosters_before.period

    from rosters_before

    inner join ledger_uploads
        on rosters_before.upload_id = ledger_uploads.upload_id
        and rosters_before.region_code = ledger_uploads.region_code
        and rosters_before.year = ledger_uploads.year
        and rosters_before.month = ledger_uploads.month

    left join typed
        on rosters_before.region_code = typed.region_code
        and rosters_before.period = typed.period
        and rosters_before.project_key = typed.project_key

    where rosters_before.is_own_period
        and rosters_before.sender = $sender

    group by
        rosters_before.upload_id, rosters_before.region_code, rosters_before.period,
        ledger_uploads.row_count

    having count(typed.project_key) * 2 >= ledger_uploads.row_count

),

gone as (

    select
        'left' as state,
        rosters_before.project_key,
        rosters_before.project_name,
        rosters_before.unit,
        rosters_before.sheet,
        rosters_before.sheet_row,
        rosters_before.period,
        rosters_before.file as file_before,
        rosters_before.sheet as sheet_before,
        rosters_before.cells as cells_before,
        rosters_before.name_source as name_source_before,
        rosters_before.year as year_before,
        rosters_before.month as month_before,
        'project_name' as field

    from rosters_before

    inner join uploads_that_give_way
        on rosters_before.upload_id = uploads_that_give_way.upload_id
        and rosters_before.region_code = uploads_that_give_way.region_code
        and rosters_before.period = uploads_that_give_way.period

    anti join typed
        on rosters_before.region_code = typed.region_code
        and rosters_before.period = typed.period
        and rosters_before.project_key = typed.project_key

),

every_state as (

    select * from changed
    union all by name
    select * from without_change
    union all by name
    select * from gone

),

named as (

    select
        'project' as kind,
        state,
        sheet,
        coalesce(cell_of(cells, field), cell_of(cells, 'project_name')) as cell,
        period_code((period - 1) // 12, (period - 1) % 12 + 1) as period_code,
        project_key as row_key,
        project_name as name,
        unit,
        field,
        value_now,
        value_before,
        case when year_before is not null then period_code(year_before, month_before) end
            as period_code_before,
        coalesce(
            cell_address(file_before, sheet_before, cell_of(cells_before, field)),
            name_source_before
        ) as source_before

    from every_state

)

select * from named
order by period_code desc, sheet, name, field
