-- Which uploads make up the roster of each period?
-- Grain: one row per upload, region and period that counts. A ledger sent again replaces
-- the earlier one whole, so a project struck off is gone; two parts of one ledger share
-- no projects and both count. Months printed beside an upload's own, newest month give
-- way to the ledger of that month: a past period shows its own roster.
create or replace view core_ledger_upload as

with

projects as (

    select * from stg_project

),

counted_by_upload as (

    select
        upload_id,
        region_code,
        sender,
        year,
        month,
        accepted_at,
        count(*) as row_count

    from projects

    group by all

),

told_their_own_period as (

    select
        *,
        period_number(year, month)
        = max(period_number(year, month)) over (partition by upload_id, region_code)
            as is_own_period

    from counted_by_upload

),

rivals as (

    select
        lesser.upload_id,
        lesser.region_code,
        lesser.year,
        lesser.month,
        lesser.row_count,
        greater.upload_id as rival_id

    from told_their_own_period as lesser

    inner join told_their_own_period as greater
        on lesser.region_code = greater.region_code
        and lesser.sender = greater.sender
        and lesser.year = greater.year
        and lesser.month = greater.month
        and (lesser.is_own_period, lesser.accepted_at, lesser.upload_id)
        < (greater.is_own_period, greater.accepted_at, greater.upload_id)

),

projects_shared as (

    select
        rivals.upload_id,
        rivals.region_code,
        rivals.year,
        rivals.month,
        rivals.rival_id,
        rivals.row_count,
        count(*) as shared_count

    from rivals

    inner join projects
        on rivals.upload_id = projects.upload_id
        and rivals.region_code = projects.region_code
        and rivals.year = projects.year
        and rivals.month = projects.month

    semi join projects as rival_projects
        on rivals.rival_id = rival_projects.upload_id
        and projects.region_code = rival_projects.region_code
        and projects.year = rival_projects.year
        and projects.month = rival_projects.month
        and projects.project_key = rival_projects.project_key

    group by all

),

replaced as (

    select distinct upload_id, region_code, year, month
    from projects_shared
    where shared_count * 2 >= row_count

),

uploads_that_count as (

    select told_their_own_period.*

    from told_their_own_period

    anti join replaced
        on told_their_own_period.upload_id = replaced.upload_id
        and told_their_own_period.region_code = replaced.region_code
        and told_their_own_period.year = replaced.year
        and told_their_own_period.month = replaced.month

)

select * from uploads_that_count;
