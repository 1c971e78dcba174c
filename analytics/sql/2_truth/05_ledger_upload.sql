-- Which uploads make up the roster of each period?
-- Grain: one row per upload, region and period that counts. A ledger sent again replaces
-- the earlier one whole, so a project struck off is gone; two parts of one ledger share
-- no projects and both count. Months printed beside an upload's own, newest month give
-- way to the ledger of that month: a past period shows its own roster.
create or replace view truth_ledger_upload as

with

printed as not materialized (

    -- Read below stg_project: counting rows must not cost their keys, nor their names.
    select * from lake.raw_project_month

),

uploads as (

    select * from stg_upload

),

counted_by_upload as (

    select
        uploads.upload_id,
        case when uploads.region_code <> '' then uploads.region_code else printed.region_code end
            as region_code,
        uploads.sender,
        printed.year,
        printed.month,
        uploads.accepted_at,
        count(*) as row_count

    from printed

    inner join uploads
        on printed.upload_id = uploads.upload_id

    group by all

),

told_their_own_period as (

    select
        *,
        period_number(year, month)
        = max(period_number(year, month)) over (partition by upload_id, region_code)
            as is_own_period

    from counted_by_upload

    where is_touched(region_code)

    qualify is_touched_in(year, month)

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

keys_of_rivals as (

    select
        rivals.*,
        project_key_of(
            rivals.region_code, printed.project_code, printed.project_name, printed.unit_label
        ) as project_key

    from rivals

    inner join printed
        on rivals.upload_id = printed.upload_id
        and rivals.year = printed.year
        and rivals.month = printed.month

),

keys_against_them as (

    select
        rivals.upload_id,
        rivals.rival_id,
        rivals.year,
        rivals.month,
        project_key_of(
            rivals.region_code, printed.project_code, printed.project_name, printed.unit_label
        ) as project_key

    from rivals

    inner join printed
        on rivals.rival_id = printed.upload_id
        and rivals.year = printed.year
        and rivals.month = printed.month

),

projects_shared as (

    select
        upload_id,
        region_code,
        year,
        month,
        rival_id,
        row_count,
        count(*) as shared_count

    from keys_of_rivals

    semi join keys_against_them
        on keys_of_rivals.upload_id = keys_against_them.upload_id
        and keys_of_rivals.rival_id = keys_against_them.rival_id
        and keys_of_rivals.year = keys_against_them.year
        and keys_of_rivals.month = keys_against_them.month
        and keys_of_rivals.project_key = keys_against_them.project_key

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
