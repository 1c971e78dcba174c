-- What was printed, by uploads that count, and which of it is in use?
-- Grain: one row per printed number.
create or replace view core_printed as

with

known_then as (

    select
        * exclude (digest, known_from, known_until),
        cell_address(file, sheet, cell) as source

    from mirror.core_observation

    where is_known(known_from, known_until)

)

select * from known_then;
