-- One truth per unit and period as a table by unit prints it.
-- Grain: one row per region, scope, unit and period.
create or replace view core_unit as

with

known_then as (

    select
        * exclude (digest, known_from, known_until),
        ytd_cell as cell,
        cell_address(file, sheet, ytd_cell) as ytd_source,
        cell_address(file, sheet, annual_plan_cell) as annual_plan_source

    from mirror.core_unit

    where is_known(known_from, known_until)

)

select * from known_then;
