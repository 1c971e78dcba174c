-- What had become of each upload at the chosen moment?
-- Grain: one row per upload accepted by then.
create or replace view truth_upload as

with

uploads as (

    select * from lake.upload

),

events_known_then as (

    select * from lake.upload_event
    where changed_at <= asked_moment()

),

latest_event as (

    select
        upload_id,
        arg_max(status, changed_at) as status,
        max(changed_at) as status_since,
        arg_max(note, changed_at) as note

    from events_known_then

    group by upload_id

),

uploads_with_their_state as (

    select
        uploads.*,
        latest_event.status,
        latest_event.status_since,
        latest_event.note

    from uploads

    inner join latest_event
        on uploads.upload_id = latest_event.upload_id

)

select * from uploads_with_their_state;
