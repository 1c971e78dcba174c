-- Every region figures may be about: coded ones, and units named inside a coded one.
-- Grain: one row per region. A unit's code is PARENT/NAME; the name may hold a / itself.
create or replace view core_region as

with

coded_regions as (

    select * from ref_region

),

units_without_a_code as (

    select
        region_code,
        substr(region_code, instr(region_code, '/') + 1) as region_name,
        'unit' as region_level,
        split_part(region_code, '/', 1) as parent_code

    from mirror.core_named_region

),

all_regions as (

    select * from coded_regions
    union all
    select * from units_without_a_code

)

select * from all_regions;
