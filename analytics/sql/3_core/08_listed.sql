-- What do the ledgers that count say of each project?
-- Grain: one row per row of such a ledger.
create or replace view core_listed as

with

known_then as (

    select
        * exclude (digest, known_from, known_until),
        coalesce(ytd_cell, cell_of(cells, 'project_name')) as cell,
        cell_address(file, sheet, name_cell) as name_source,
        cell_address(file, sheet, ytd_cell) as ytd_source,
        cell_address(file, sheet, annual_plan_cell) as annual_plan_source,
        cell_address(file, sheet, problem_cell) as problem_source,
        coalesce(quotient_source(ytd_source, annual_plan_source), name_source) as source

    from mirror.core_project

    where is_known(known_from, known_until)

)

select * from known_then;
