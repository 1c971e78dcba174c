-- What does each printed investment label mean? An office's own word outranks the list
-- that came with the software, from the moment it was made.
-- Grain: one row per label and span of validity.
create or replace view stg_label as

with

mappings_known_then as (

    select label, label_key, indicator_code, noted_at from lake.indicator_mapping
    where noted_at <= asked_moment()
    union all
    select label, label_key, indicator_code, noted_at from lake.office_indicator
    where noted_at <= asked_moment()

),

mapped_by_the_office as (

    select
        label_key,
        arg_max(indicator_code, (noted_at, label)) as indicator_code,
        '0000-00' as valid_from,
        '9999-99' as valid_to

    from mappings_known_then

    group by label_key

),

aliases as (

    select * from ref_alias

),

not_mapped as (

    select
        aliases.label_key,
        aliases.indicator_code,
        aliases.valid_from,
        aliases.valid_to

    from aliases

    anti join mapped_by_the_office
        on aliases.label_key = mapped_by_the_office.label_key

),

all_labels as (

    select * from mapped_by_the_office
    union all
    select * from not_mapped

)

select * from all_labels;
