-- When did anything become known?
-- Grain: one row per event, answer and word.
create or replace view stg_moment as

with

moments as (

    select changed_at as moment from lake.upload_event
    union all
    select noted_at from lake.sender
    union all
    select noted_at from lake.indicator_mapping
    union all
    select noted_at from lake.office_region
    union all
    select noted_at from lake.office_indicator
    union all
    select noted_at from lake.project_identity
    union all
    select noted_at from lake.draft_edit
    union all
    select noted_at from lake.frozen_draft
    union all
    select noted_at from lake.meeting_order

)

select * from moments;
