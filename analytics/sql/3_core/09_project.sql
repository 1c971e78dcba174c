-- One truth per project and period.
-- Grain: one row per region, project and period.
create or replace view core_project as

with

in_use as (

    select * exclude (is_in_use) from core_listed
    where is_in_use

)

select * from in_use;
