-- What falls due next for an organisation after the register's last complete day: terms, renewals, loans, titles.
--
-- title   What falls due next | 近期到期事项
-- reads   patents, trademarks, financing, recognitions
-- param   organisation  name of the applicant, owner, firm or holder
-- param   complete      last complete day
-- column  due_on        Due on | 到期日
-- column  days          Days left [days] | 剩余天数 [天]
-- column  event         Event | 事项
-- column  number        Number | 编号
-- column  title         Name | 名称
-- column  amount_cny    Outstanding [CNY] | 贷款余额 [元]
-- codes   event record_events
-- draw    table
-- note    The first hundred, of rights in force, open loans and titles. Marks whose term ended within six months are in grace; loans past their day are overdue: both stand first with days below zero. | 按有效权利、未结清贷款与在册称号列前100项；届满未满六个月的商标处于宽展期，逾期贷款未结清，剩余天数为负，排在最前。

with due as (
    select
        expires_on as due_on,
        'patent_term_ends' as event,
        application_no as number,
        title,
        null::double as amount_cny
    from patents
    where applicant = $organisation
      and granted_on is not null
      and ended_on is null
      and expires_on > $complete
    union all
    select
        expires_on,
        'mark_renewal_due',
        registration_no,
        mark,
        null
    from trademarks
    where owner = $organisation
      and registered_on is not null
      and ended_on is null
      and expires_on > $complete::date - interval 6 month -- a renewal can still be filed in the months of grace
    union all
    select
        matures_on,
        'loan_matures',
        contract_no,
        lender,
        outstanding_amount_cny
    from financing
    where firm = $organisation
      and kind = 'pledge'
      and repaid_on is null
      and matures_on is not null
    union all
    select
        ends_on,
        'title_term_ends',
        recognition_no,
        batch,
        null
    from recognitions
    where holder = $organisation
      and ended_on is null
      and ends_on > $complete
)

select
    due_on,
    date_diff('day', $complete::date, due_on) as days,
    event,
    number,
    title,
    amount_cny
from due
order by due_on, event, number
limit 100
