-- How fast does each indicator grow, and how did that move since the last period?
-- Grain: one row per region, indicator and period. Feeds: 总览, 增速, 讲话稿.
create or replace view mart_growth as

with

growth as (

    select * exclude (rank_reported, rank_source, rank_upload_id) from core_growth

)

select * from growth;
