-- Which subtotals of a ledger are not the sum of their rows?
-- A subtotal's rows are those it stands over; money may differ by its own rounding.
with

subtotals as (

    select * from lake.raw_project_subtotal

),

projects as (

    select * from lake.raw_project_month

),

uploads as (

    select * from core_upload
    where status = 'accepted'

),

kinds as (

    select distinct
        upload_id,
        sheet,
        project_kind

    from projects

    where project_kind <> ''

),

subtotals_with_their_kind as (

    -- 其中：续建（40项） stands over every project and sums those of its kind.
    select
        subtotals.*,
        kinds.project_kind as kind

    from subtotals

    left join kinds
        on subtotals.upload_id = kinds.upload_id
        and subtotals.sheet = kinds.sheet
        and starts_with(
            regexp_replace(subtotals.label, '[\s　]|其中[:：]?', '', 'g'), kinds.project_kind
        )

),

summed as (

    select
        uploads.region_code,
        subtotals.label as project_name,
        period_code(subtotals.year, subtotals.month) as period_code,
        subtotals.project_count as count_printed,
        count(projects.row_number) as count_found,
        subtotals.planned_total as planned_total_printed,
        sum(projects.planned_total) as planned_total_found,
        subtotals.annual_plan as annual_plan_printed,
        sum(projects.annual_plan) as annual_plan_found,
        subtotals.ytd as ytd_printed,
        sum(projects.ytd) as ytd_found,
        cell_address(
            uploads.file, subtotals.sheet,
            coalesce(cell_of(subtotals.cells, 'label'), 'A' || subtotals.sheet_row)
        ) as source

    from subtotals_with_their_kind as subtotals

    inner join uploads
        on subtotals.upload_id = uploads.upload_id

    left join projects
        on subtotals.upload_id = projects.upload_id
        and subtotals.sheet = projects.sheet
        and subtotals.year = projects.year
        and subtotals.month = projects.month
        and subtotals.money_unit = projects.money_unit
        and projects.sheet_row between subtotals.first_row and subtotals.last_row
        and (subtotals.kind is null or projects.project_kind = subtotals.kind)

    group by all

)

select * from summed
where count_printed <> count_found
    or is_sum_off(planned_total_printed, planned_total_found, count_found)
    or is_sum_off(annual_plan_printed, annual_plan_found, count_found)
    or is_sum_off(ytd_printed, ytd_found, count_found)
