/** The declarations the mock serves: four types in the shape of GET /api/meta. */
const f = (name, label, kind, rest = {}) => ({ name, label, kind, required: false, list: false, filter: false, sort: false, set_by: 'anyone', help: '', group: '基本资料', min: 0, max: 0, choices: null, masked: false, optional: true, unit: '', ...rest })
const c = (value, label, tone, final = false) => ({ value, label, tone: tone ?? null, final })
const can = { see: true, create: true, edit: true, delete: false, import: true, export: true }

export const STATES = {
  visit: [c('unassigned', '待派', 'warn'), c('offered', '待接单', 'info'), c('accepted', '已接单', 'info'), c('running', '服务中', 'ok'), c('done', '已完成', 'mute', true), c('cancelled', '已取消', 'mute', true)],
  order: [c('open', '待确认', 'warn'), c('confirmed', '已确认', 'info'), c('paid', '已付款', 'ok'), c('closed', '已关闭', 'mute', true)],
  worker: [c('active', '在岗', 'ok'), c('training', '培训中', 'info'), c('paused', '停派', 'warn'), c('left', '已离职', 'mute', true)],
}
export const SKILLS = [c('cleaning', '日常保洁'), c('deep', '深度保洁'), c('window', '擦玻璃'), c('cooking', '做饭'), c('elder', '陪护老人'), c('child', '育儿看护'), c('appliance', '家电清洗')]
const SOURCES = [c('wechat', '微信'), c('phone', '电话'), c('referral', '老客介绍'), c('shop', '到店'), c('platform', '平台')]

const customer = {
  name: 'customer', label: '客户', plural: '客户', module: 'customers', title: ['name'], scope: 'branch', can,
  fields: [
    f('name', '姓名', 'text', { required: true, list: true, sort: true, max: 40 }), f('phone', '手机', 'sealed', { required: true, list: true, masked: true, format: 'mobile' }), f('level', '等级', 'choice', { list: true, filter: true, sort: true, choices: [c('normal', '普通', 'mute'), c('silver', '银卡', 'info'), c('gold', '金卡', 'warn')] }),
    f('source', '来源', 'choice', { list: true, filter: true, choices: SOURCES, group: '来源' }), f('area', '片区', 'text', { list: true, filter: true, max: 40, group: '地址' }), f('address', '地址', 'text', { required: true, max: 120, group: '地址' }), f('position', '位置', 'place', { group: '地址' }),
    f('balance', '储值余额', 'money', { list: true, filter: true, sort: true, set_by: 'engine', group: '账户' }), f('last_visit', '上次服务', 'day', { list: true, filter: true, sort: true, set_by: 'engine', group: '账户' }), f('likes', '喜好与注意', 'set', { filter: true, choices: [c('pet', '有宠物'), c('elder', '有老人'), c('child', '有小孩'), c('shoes', '换鞋'), c('quiet', '安静')], group: '家庭情况' }),
    f('wechat', '加了微信', 'flag', { filter: true, group: '来源' }), f('remark', '备注', 'text', { max: 500, multiline: true, group: '家庭情况' }),
  ],
  states: [], sorts: ['-created_at'], filters: ['level', 'source', 'last_visit'], import: true,
  steps: [{ name: 'follow', label: '记录回访', tone: 'primary', from: [], to: null, confirm: '', reason: false, fields: [f('result', '结果', 'choice', { required: true, choices: [c('good', '满意'), c('again', '要再约'), c('bad', '不满意')] }), f('next', '下次回访', 'day'), f('remark', '说了什么', 'text', { max: 500, multiline: true })] }],
}
const worker = {
  name: 'worker', label: '师傅', plural: '师傅', module: 'team', title: ['name'], scope: 'branch', can,
  fields: [
    f('name', '姓名', 'text', { required: true, list: true, sort: true, max: 40 }), f('state', '状态', 'choice', { list: true, filter: true, set_by: 'steps', choices: STATES.worker }), f('phone', '手机', 'sealed', { list: true, masked: true, required: true, format: 'mobile' }), f('id_number', '身份证号', 'sealed', { masked: true, format: 'id_number' }),
    f('skills', '技能', 'set', { list: true, filter: true, choices: SKILLS, group: '技能与证件' }), f('grade', '级别', 'choice', { list: true, filter: true, choices: [c('one', '一星', 'mute'), c('two', '二星', 'info'), c('gold', '金牌', 'warn')], group: '技能与证件' }), f('health_until', '健康证到期', 'day', { list: true, filter: true, sort: true, group: '技能与证件' }), f('health_file', '健康证', 'file', { group: '技能与证件' }),
    f('shift_from', '上班时间', 'minutes', { format: 'time_of_day', group: '排班' }), f('capacity', '每日工时', 'minutes', { group: '排班' }), f('rating', '评分', 'number', { list: true, sort: true, set_by: 'engine', group: '表现' }), f('home', '住址位置', 'place', { group: '排班' }),
  ],
  states: STATES.worker, sorts: ['name'], filters: ['state', 'skills', 'health_until'], import: true,
  steps: [{ name: 'pause', label: '停派', tone: 'danger', from: ['active'], to: 'paused', confirm: '停派后不会再收到新单。', reason: true, preview: true, fields: [f('until', '到哪天', 'day', { required: true })] }, { name: 'resume', label: '恢复派单', tone: 'primary', from: ['paused'], to: 'active', confirm: '', reason: false, fields: [] }],
}
const visit = {
  name: 'visit', label: '上门工单', plural: '上门工单', module: 'operations', title: ['customer', 'line'], scope: 'branch', can: { ...can, import: false },
  fields: [
    f('state', '状态', 'choice', { list: true, filter: true, set_by: 'steps', choices: STATES.visit }), f('customer', '客户', 'ref', { to: 'customer', required: true, filter: true, set_by: 'create' }), f('line', '服务项目', 'choice', { required: true, filter: true, choices: SKILLS }), f('worker', '师傅', 'ref', { to: 'worker', list: true, filter: true, set_by: 'steps', group: '时间和人' }),
    f('start', '开始', 'instant', { required: true, list: true, filter: true, sort: true, group: '时间和人' }), f('end', '结束', 'instant', { required: true, group: '时间和人' }), f('order', '订单', 'ref', { to: 'order', filter: true, group: '费用' }), f('price', '费用', 'money', { list: true, filter: true, sort: true, required: true, max: 10000000, group: '费用' }),
    f('area', '片区', 'text', { list: true, filter: true, group: '地址' }), f('address', '地址', 'text', { group: '地址', max: 120 }), f('tags', '标记', 'set', { list: true, filter: true, choices: [c('pet', '有宠物'), c('new', '新客'), c('tools', '自备工具')], group: '时间和人' }), f('remark', '备注', 'text', { max: 500, multiline: true, group: '时间和人' }),
  ],
  states: STATES.visit, sorts: ['-start'], filters: ['state', 'start', 'worker'], import: false,
  steps: [
    { name: 'assign', label: '派单', tone: 'primary', from: ['unassigned', 'offered', 'accepted'], to: 'offered', confirm: '', reason: false, fields: [f('worker', '师傅', 'ref', { to: 'worker', required: true }), f('start', '开始', 'instant')] },
    { name: 'accept', label: '代接单', tone: null, from: ['offered'], to: 'accepted', confirm: '', reason: false, fields: [] },
    { name: 'start', label: '开始服务', tone: 'primary', from: ['accepted'], to: 'running', confirm: '', reason: false, fields: [] },
    { name: 'finish', label: '完成', tone: 'primary', from: ['running'], to: 'done', confirm: '', reason: false, fields: [f('minutes', '实际用时', 'minutes', { required: true, min: 1, max: 1440 }), f('photo', '完工照片', 'file')] },
    { name: 'unassign', label: '退回待派', tone: null, from: ['offered', 'accepted'], to: 'unassigned', confirm: '', reason: false, fields: [] },
    { name: 'cancel', label: '取消', tone: 'danger', from: ['unassigned', 'offered', 'accepted'], to: 'cancelled', confirm: '取消后会通知客户和师傅。', reason: true, fields: [] },
  ],
}
const order = {
  name: 'order', label: '订单', plural: '订单', module: 'operations', title: ['customer'], scope: 'branch', can,
  fields: [
    f('state', '状态', 'choice', { list: true, filter: true, set_by: 'steps', choices: STATES.order }), f('customer', '客户', 'ref', { to: 'customer', required: true, list: true, filter: true }), f('channel', '来源', 'choice', { list: true, filter: true, required: true, choices: SOURCES }), f('day', '服务日期', 'day', { required: true, list: true, filter: true, sort: true }),
    f('total', '合计', 'money', { list: true, filter: true, sort: true, set_by: 'engine', group: '费用' }), f('deposit', '定金', 'money', { group: '费用', max: 5000000 }), f('invoice', '要发票', 'flag', { filter: true, group: '费用' }),
    f('lines', '服务明细', 'rows', { group: '费用', required: true, fields: [f('line', '项目', 'choice', { required: true, choices: SKILLS }), f('minutes', '时长', 'minutes', { required: true }), f('worker', '指定师傅', 'ref', { to: 'worker' }), f('price', '金额', 'money', { required: true, max: 1000000 })] }), f('remark', '备注', 'text', { max: 500, multiline: true }),
  ],
  states: STATES.order, sorts: ['-day'], filters: ['state', 'day', 'channel'], import: true,
  steps: [{ name: 'confirm', label: '确认订单', tone: 'primary', from: ['open'], to: 'confirmed', confirm: '', reason: false, fields: [] }, { name: 'pay', label: '登记收款', tone: 'primary', from: ['confirmed'], to: 'paid', confirm: '', reason: false, fields: [f('amount', '收到', 'money', { required: true, min: 1, max: 10000000 }), f('way', '方式', 'choice', { required: true, choices: [c('wechat', '微信'), c('cash', '现金'), c('card', '刷卡')] })] }, { name: 'close', label: '关闭订单', tone: 'danger', from: ['open', 'confirmed', 'paid'], to: 'closed', confirm: '关闭后不能再改。', reason: true, fields: [] }],
}
export const TYPES = [customer, worker, visit, order]
export const META = { language: 'zh', types: TYPES, menu: [{ module: 'operations', label: '运营', types: ['visit', 'order'] }, { module: 'customers', label: '客户', types: ['customer'] }, { module: 'team', label: '团队', types: ['worker'] }] }
