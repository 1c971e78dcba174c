-- What was set as a goal, typed: money in 万元, rates in percent, with its place.
-- Grain: one row per printed goal of an upload that counts. A month's goal is
-- cumulative: months 1..N.
create or replace view stg_target as

with

targets as (

    select * from lake.raw_target

),

uploads as (

    select * from stg_upload

),

placed_in_their_upload as (

    select
        ---------- keys
        targets.upload_id,
        targets.row_number,
        case
            when uploads.region_code <> '' then uploads.region_code
            else targets.region_code
        end as region_code,
        targets.region_code as district_code,
        targets.year,
        targets.month,
        targets.scope_kind,
        targets.scope_label,
        name_key(targets.scope_label) as unit_key,
        targets.scope_kind = 'total' or is_total_label(targets.scope_label)
        or (
            targets.scope_kind in ('region', 'indicator')
            and targets.region_code = uploads.region_code
        )
            as is_total,
        targets.indicator_label,
        targets.goal_kind,
        targets.tier,

        ---------- goals
        to_cny_10k(targets.value, targets.unit) as goal_cny_10k,
        case when goal_cny_10k is null then targets.value end as goal_value,
        targets.unit,

        ---------- origin
        uploads.file,
        targets.sheet,
        targets.cell,
        uploads.sha256,
        uploads.sender,
        uploads.accepted_at

    from targets

    inner join uploads
        on targets.upload_id = uploads.upload_id

),

touched as (

    select * from placed_in_their_upload
    where is_touched(region_code)

)

select * from touched;
