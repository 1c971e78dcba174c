-- What tables by unit or district say, typed: money in 万元, with its place.
-- Grain: one row per unit and period of an upload that counts. No sums, no picking.
create or replace view stg_unit as

with

units as (

    select * from lake.raw_unit_month

),

uploads as (

    select * from stg_upload

),

placed_in_their_upload as (

    select
        ---------- keys
        units.upload_id,
        units.row_number,
        case
            when uploads.region_code <> '' then uploads.region_code
            else units.region_code
        end as region_code,
        units.region_code as district_code,
        units.year,
        units.month,
        trim(units.unit_label) as unit,
        name_key(units.unit_label) as unit_key,
        units.scope,
        is_total_label(units.unit_label) or units.scope = 'total' as is_total,

        ---------- counts and amounts
        units.project_count,
        units.started_count,
        to_cny_10k(units.planned_total, units.money_unit) as planned_total_cny_10k,
        to_cny_10k(units.annual_plan, units.money_unit) as annual_plan_cny_10k,
        to_cny_10k(units.ytd, units.money_unit) as ytd_cny_10k,
        to_cny_10k(units.ytd_plan, units.money_unit) as ytd_plan_cny_10k,
        to_cny_10k(units.monthly, units.money_unit) as monthly_cny_10k,
        to_cny_10k(units.funds_in_place, units.money_unit) as funds_in_place_cny_10k,

        ---------- as printed
        units.printed_rate_pct,
        units.printed_rank,

        ---------- origin
        uploads.file,
        units.sheet,
        cell_of(units.cells, 'ytd') as ytd_cell,
        cell_of(units.cells, 'annual_plan') as annual_plan_cell,
        uploads.sha256,
        uploads.sender,
        uploads.accepted_at

    from units

    inner join uploads
        on units.upload_id = uploads.upload_id

),

touched as (

    select * from placed_in_their_upload
    where is_touched(region_code)

)

select * from touched;
