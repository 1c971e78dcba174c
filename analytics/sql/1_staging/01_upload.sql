-- Which uploads count at the chosen moment? Withdrawn and later ones do not.
-- Grain: one row per upload that was accepted, and not withdrawn, as of then.
create or replace view stg_upload as

with

uploads as (

    select * from lake.upload

),

events_known_then as (

    select * from lake.upload_event
    where changed_at <= asked_moment()

),

latest_status as (

    select
        upload_id,
        arg_max(status, changed_at) as status,
        min(changed_at) filter (where status = 'accepted') as accepted_at

    from events_known_then

    group by upload_id

),

uploads_that_count as (

    select
        uploads.*,
        latest_status.accepted_at

    from uploads

    inner join latest_status
        on uploads.upload_id = latest_status.upload_id

    where latest_status.status = 'accepted'

)

select * from uploads_that_count;
