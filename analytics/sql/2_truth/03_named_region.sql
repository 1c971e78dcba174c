-- Which regions without a code are named inside a coded one?
-- Grain: one row per region printed by then, withdrawn or not; its code is PARENT/NAME.
create or replace view truth_named_region as

with

observations as (

    select * from lake.raw_observation
    where is_touched(region_code)

),

uploads_by_then as (

    select * from lake.upload
    where uploaded_at <= asked_moment()

),

named as (

    select distinct observations.region_code

    from observations

    semi join uploads_by_then
        on observations.upload_id = uploads_by_then.upload_id

    where contains(observations.region_code, '/')

)

select * from named;
