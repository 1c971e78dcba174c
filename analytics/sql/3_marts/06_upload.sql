-- Every upload ever accepted, with what became of it.
-- Grain: one row per upload. Feeds: 出处与版次.
create or replace view mart_upload as

with

uploads as (

    select * from lake.upload

),

latest_event as (

    select
        upload_id,
        arg_max(status, changed_at) as status,
        max(changed_at) as status_since,
        arg_max(note, changed_at) as note

    from lake.upload_event

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
