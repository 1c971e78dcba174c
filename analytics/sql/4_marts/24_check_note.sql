-- Which figures in use were taken in although a red check stood against their file, and why?
-- Grain: one row per reason and region and period its upload still counts in. Feeds: drafts,
-- packages, meetings, 体检.
create or replace view mart_check_note as

with

notes as (

    select * from lake.check_note
    where noted_at <= asked_moment()

),

uploads as (

    select * from core_upload
    where status = 'accepted'

),

printed as (

    select upload_id, region_code, year, month from core_printed
    where is_in_use

),

projects as (

    select upload_id, region_code, year, month from core_project

),

units as (

    select upload_id, region_code, year, month from core_unit

),

goals as (

    select upload_id, region_code, year, coalesce(month, 12) as month from core_target

),

places_in_use as (

    select * from printed
    union
    select * from projects
    union
    select * from units
    union
    select * from goals

),

placed as (

    select
        places_in_use.region_code,
        places_in_use.year,
        places_in_use.month,
        notes.check_name,
        notes.cell,
        uploads.file,
        notes.text,
        notes.noted_by,
        notes.noted_at,
        notes.upload_id

    from notes

    inner join uploads
        on notes.upload_id = uploads.upload_id

    inner join places_in_use
        on notes.upload_id = places_in_use.upload_id

)

select * from placed;
