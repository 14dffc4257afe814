-- Trademarks of one owner filed on one day for one sign and class under two numbers.
--
-- title   Trademarks that look alike | 疑似重复的商标
-- reads   trademarks
-- column  registration_no  Registration | 注册号
-- column  alike            Looks like | 疑似与之重复
-- column  owner            Owner | 注册人
-- column  mark             Sign | 商标名称
-- column  nice_class       Class | 类别
-- column  filed_on         Filed | 申请日
-- draw    table
-- note    One owner, sign, class and day of filing under two numbers. | 同一注册人、商标、类别、申请日而注册号不同。

with numbered as (
    select
        *,
        first_value(registration_no) over pairs as alike
    from trademarks
    where owner is not null
      and mark is not null
      and filed_on is not null
    window pairs as (partition by owner, mark, nice_class, filed_on order by registration_no)
)

select
    registration_no,
    alike,
    owner,
    mark,
    nice_class,
    filed_on
from numbered
where registration_no <> alike
order by owner, filed_on, registration_no
