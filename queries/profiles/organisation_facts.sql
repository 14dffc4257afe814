-- What the records say of an organisation, in one row; no row when none names it.
--
-- title   The organisation | 单位概况
-- reads   organisation_records, recognitions
-- param   organisation  name of the applicant, owner, firm, exhibitor, holder, giver or receiver
-- column  applicant_class  Applicant class | 申请人类别
-- column  owner_class      Owner class | 注册人类别
-- column  district_code    District | 区县
-- column  other_districts  Other districts in its records | 记录中的其他区县数
-- column  industry_code    Industrial chain | 产业链
-- column  other_industries Other chains in its records | 记录中的其他产业链数
-- column  rung             Stands on the ladder | 现梯度
-- column  known_since      Known since | 首次记录
-- column  last_on          Last record | 最近记录
-- column  patents          Patent applications [patents] | 专利申请 [件]
-- column  joint            Joint applications of others [patents] | 他人专利共同申请 [件]
-- column  marks            Trademarks [marks] | 商标 [件]
-- column  contracts        Financing contracts [contracts] | 融资合同 [份]
-- column  prereviews       Pre-examination requests [requests] | 预审请求 [件]
-- column  given            Patents given [patents] | 转出专利 [件]
-- column  offered          Open licences declared [patents] | 声明开放许可 [件]
-- column  received         Patents received [patents] | 转入专利 [件]
-- column  listings         Rights listed [listings] | 挂牌项目 [项]
-- column  demands          Demands published [demands] | 发布需求 [项]
-- column  products         Patent-intensive products [products] | 专利密集型产品 [件]
-- column  reviews          Stock reviews [reviews] | 存量专利盘点 [次]
-- column  titles           Titles recognised [titles] | 获认定称号 [项]
-- column  checkups         Legal check-ups [check-ups] | 法治体检 [次]
-- column  letters          Advice letters [letters] | 保护建议书 [份]
-- column  requests         Service requests [requests] | 服务办件 [件]
-- column  entries          Expo entries [entries] | 参展记录 [条]
-- codes   rung ladder_rungs

with held as (
    select * from organisation_records where organisation = $organisation
),

stated as (
    unpivot (
        select records, if(role = 'applicant', class, null) as applicant_class, if(role = 'owner', class, null) as owner_class, district_code, industry_code
        from held
    ) on applicant_class, owner_class, district_code, industry_code into name aspect value said
),

commonest as (
    select aspect, first(said order by records desc, said) as said, count(*) - 1 as others
    from (select aspect, said, sum(records) as records from stated group by all)
    group by aspect
),

parts(dataset, role) as (
    values
        ('patents', 'applicant'), ('patents', 'joint_applicant'), ('trademarks', 'owner'), ('financing', 'contractor'),
        ('preexaminations', 'requester'), ('patent_transactions', 'giver'), ('patent_transactions', 'offerer'),
        ('patent_transactions', 'receiver'), ('listings', 'lister'), ('demands', 'demander'), ('patent_products', 'maker'), ('stock_reviews', 'reviewer'), ('recognitions', 'holder'),
        ('legal_services', 'checkup'), ('legal_services', 'advice_letter'), ('service_requests', 'asker'),
        ('expo_exhibitors', 'exhibitor')
),

counted as (
    select
        parts.role,
        -- A dataset without a single record is not there: how many it would hold is not 0.
        if(parts.dataset in (select dataset from organisation_records), coalesce(sum(held.records), 0), null)::bigint as n
    from parts
    left join held on held.role = parts.role
    group by parts.role, parts.dataset
)

select
    (select said from commonest where aspect = 'applicant_class') as applicant_class,
    (select said from commonest where aspect = 'owner_class') as owner_class,
    (select said from commonest where aspect = 'district_code') as district_code,
    coalesce((select others from commonest where aspect = 'district_code'), 0) as other_districts,
    (select said from commonest where aspect = 'industry_code') as industry_code,
    coalesce((select others from commonest where aspect = 'industry_code'), 0) as other_industries,
    (select max(rung) from recognitions where holder = $organisation and ended_on is null) as rung,
    (select min(first_on) from held) as known_since,
    (select max(last_on) from held) as last_on,
    max(n) filter (role = 'applicant') as patents,
    max(n) filter (role = 'joint_applicant') as joint,
    max(n) filter (role = 'owner') as marks,
    max(n) filter (role = 'contractor') as contracts,
    max(n) filter (role = 'requester') as prereviews,
    max(n) filter (role = 'giver') as given,
    max(n) filter (role = 'offerer') as offered,
    max(n) filter (role = 'receiver') as received,
    max(n) filter (role = 'lister') as listings,
    max(n) filter (role = 'demander') as demands,
    max(n) filter (role = 'maker') as products,
    max(n) filter (role = 'reviewer') as reviews,
    max(n) filter (role = 'holder') as titles,
    max(n) filter (role = 'checkup') as checkups,
    max(n) filter (role = 'advice_letter') as letters,
    max(n) filter (role = 'asker') as requests,
    max(n) filter (role = 'exhibitor') as entries
from counted
having exists (select 1 from held)
order by patents
