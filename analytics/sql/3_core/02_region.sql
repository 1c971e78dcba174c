-- Every region figures may be about: those of the list, those an office added over it, and
-- units named inside one of them.
-- Grain: one row per region. A unit's code is PARENT/NAME; the name may hold a / itself.
create or replace view core_region as

with

added_by_the_office as (

    select region_code, region_name, region_level, parent_code
    from mirror.core_office_region
    where known_until = open_end()

),

listed as (

    select * from ref_region
    anti join added_by_the_office using (region_code)
    union all
    select * from added_by_the_office

),

units_on_no_list as (

    select units.region_code

    from mirror.core_named_region as units

    anti join listed
        on units.region_code = listed.region_code

),

beside_what_they_lie_in as (

    -- 430500/经开区/某镇 lies in the 经开区 where that was added, else in 430500.
    select
        units.region_code,
        coalesce(
            max_by(added.region_code, length(added.region_code)),
            split_part(units.region_code, '/', 1)
        ) as parent_code

    from units_on_no_list as units

    left join added_by_the_office as added
        on starts_with(units.region_code, added.region_code || '/')

    group by units.region_code

),

all_regions as (

    select * from listed
    union all
    select
        region_code,
        substr(region_code, length(parent_code) + 2) as region_name,
        'unit' as region_level,
        parent_code
    from beside_what_they_lie_in

)

select * from all_regions;
