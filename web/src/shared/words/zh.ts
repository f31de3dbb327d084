/** 网页自己的话。记录、字段、状态、步骤的名字来自服务器。 */
export default {
  app: { name: '掌家' },
  common: { yes: '是', no: '否', nothing: '空', back: '返回', close: '关闭', save: '保存', remove: '移除', retry: '重试', undo: '撤销', redo: '重做', loading: '正在加载' },
  nav: { main: '主导航', skip: '跳到主要内容', today: '今日', queue: '待办', board: '调度台', import: '导入', fold: '收起导航', unfold: '展开导航', open: '打开导航', waiting: '{n} 件待办' },
  top: {
    search: '搜客户、订单、{master}，或输入命令', branch: '门店：{name}', allBranches: '全部门店', theme: '深色 / 浅色', me: '我的：{name}', compact: '紧凑行高', comfortable: '舒适行高', keys: '快捷键', password: '修改密码', logout: '退出登录', logoutEverywhere: '退出所有设备',
    live: '实时更新中', polling: '实时连接断开，每 30 秒更新一次（{time} 起）', offline: '连不上服务器', offlineStrip: '连不上服务器，正在重试。已经填的内容不会丢。',
  },
  command: { palette: '搜索与命令', results: '结果', recent: '最近看过', app: '界面', go: '前往', make: '新建', list: '列表', record: '记录', open: '打开{page}', create: '新建{label}', density: '切换行高', letters: '启用单键快捷键', none: '没有找到「{q}」' },
  gate: { big: '今天谁上门、几点到、\n谁还没派，一眼看清。', small: '接单、派工、上门、结算、回访，一家家政公司每天的事都在这里。' },
  login: { title: '登录', text: '请用公司给你的账号登录', name: '账号', password: '密码', go: '登录', wait: '{n} 秒后可以再试', demo: '演示账号，点一下就进', again: '请重新登录', againText: '登录已过期。登录后接着做，刚才填的内容还在。' },
  setup: { title: '建立公司', text: '还没有任何账号。先填公司和第一位管理员。', company: '公司名称', companyHelp: '和营业执照一致，会印在合同和收据上', branch: '第一家门店', branchHelp: '例如：成都一店', name: '你的姓名', passwordHelp: '至少 8 个字', go: '建好并进入' },
  password: { old: '现在的密码', new: '新密码', done: '密码已修改' },
  error: {
    offline: '连不上服务器，请检查网络', offlineTitle: '连不上服务器', offlineHint: '网络恢复后点重试，页面会接着加载。', forbidden: '你没有权限做这件事', forbiddenTitle: '没有权限', forbiddenHint: '需要的话，请找店长或管理员开通。',
    notFound: '没有找到', notFoundTitle: '没有这个页面', notFoundHint: '可能已被删除，或属于你看不到的门店。', tooLarge: '文件太大了', throttled: '操作太频繁，请稍等再试', busy: '服务器正忙，请稍后再试', fault: '服务器出错了，已经记录下来', page: '页面出错了', pageTitle: '出了点问题', home: '回到今日', copy: '复制编号 {request}', copied: '已复制',
  },
  time: { today: '今天', yesterday: '昨天', tomorrow: '明天', minutes: '{n} 分钟', hours: '{n} 小时', hoursMinutes: '{h} 小时 {m} 分钟', days: '{n} 天', left: '还有 {length}', over: '已过 {length}', ago: '{length}前', justNow: '刚刚' },
  span: { today: '今天', tomorrow: '明天', week: '本周', last7: '近 7 天', month: '本月', last30: '近 30 天' },
  field: { rows: '{n} 行', search: '输入名字、拼音或首字母', noMatch: '没有符合的', choose: '请选择', minutes: '分钟', pickDay: '选择日期', pickInstant: '选择日期和时间', pickTime: '选择时间', pickFile: '选择文件，或拖到这里', fileKept: '已上传的文件', openFile: '查看文件', uploading: '正在上传', addRow: '加一行', dropRow: '删除第 {n} 行', lat: '纬度', lng: '经度', datum: '坐标系', wgs84: 'GPS 坐标', gcj02: '高德/腾讯坐标', bd09: '百度坐标', here: '用这台设备的位置' },
  check: { required: '请填写{label}', needed: '必填', money: '请填金额，例如 128.50', date: '请填正确的日期', number: '请填整数', place: '经纬度不对', tooLong: '最多 {max} 个字，现在 {length} 个', tooShort: '至少 {min} 个字', tooSmall: '不能小于 {min}', tooLarge: '不能大于 {max}' },
  list: {
    all: '全部', count: '共 {n}', create: '新建{label}', import: '导入', importOld: '导入旧数据', export: '导出', columns: '显示的列', columnsReset: '恢复默认列', search: '搜名字、电话尾号、拼音首字母', searchIn: '在{label}里搜索', filter: '筛选', addFilter: '添加筛选', clear: '清除筛选', dropFilter: '去掉筛选：{label}', from: '从', to: '到', apply: '应用', exactly: '完全等于…', isNone: '没填的', several: '{first} 等 {n} 项',
    noneFiltered: '没有符合条件的{label}', noneYet: '还没有{label}', noneYetText: '建好第一条{label}，或者把以前的表格导进来。', fresh: '有 {n} 条更新，点这里刷新', more: '更多', actionDone: '{label}：产生 {n} 条', shown: '已显示 {n} 条', untitled: '（没有标题）', nextRow: '下一行', previousRow: '上一行', closePeek: '关闭侧边预览',
  },
  view: { tabs: '视图', save: '存为视图', saveAs: '另存为视图', name: '视图名称', share: '和同事共享', shared: '共享的视图', saved: '已保存视图「{name}」', update: '更新视图', updated: '视图「{name}」已更新', drop: '删除视图', dropped: '视图「{name}」已删除', more: '视图操作', dirty: '筛选已改动，还没保存', openNth: '打开第 {n} 个视图' },
  record: {
    basics: '基本资料', state: '状态', branch: '门店', reason: '原因', edit: '编辑', editTitle: '编辑 {title}', delete: '删除', deleteTitle: '删除「{title}」？', deleteText: '删除后不能恢复。', deleted: '已删除「{title}」', created: '已新建「{title}」', saved: '已保存', savedTitle: '已保存「{title}」', clickToEdit: '点击修改', whole: '打开整页', crumbs: '位置', moreSteps: '更多操作', notNow: '现在不能做这一步', stepDone: '{step}：{title}', someone: '同事', sum: '合计', noRows: '还没有内容',
    related: '相关记录', noRelated: '还没有{label}', allRelated: '查看全部{label}', draftKept: '填到一半离开也不会丢',
  },
  reveal: { title: '查看完整的{label}', text: '查看个人信息会留下记录。请写明用途。', go: '查看', show: '查看', open: '查看完整的{label}' },
  stale: { title: '{name} 刚刚改了这条记录', text: '你们改了同一处。请选留下哪一个。', theirs: '对方的', mine: '我的', same: '没有改', before: '原来是 {value}', useMine: '用我的', useTheirs: '用新的' },
  timeline: { title: '经过', placeholder: '写一条备注', send: '发送', note: '写了备注', created: '新建', changed: '修改', read: '查看了{label}', imported: '导入', system: '系统', to: '改为', moreChanges: '还有 {n} 处修改', empty: '还没有记录' },
  queue: { late: '已到点', soon: '两小时内', later: '之后', mine: '我的', all: '全部', whose: '谁的待办', byType: '按类型', done: '办好了', doneToast: '已办好：{label}', note: '备注', noDue: '不限时间', escalated: '已上报', clear: '都办完了', clearText: '有新的事会自动出现在这里。' },
  today: {
    greeting: '{word}，{name}', night: '夜深了', morning: '早上好', noon: '中午好', afternoon: '下午好', evening: '晚上好', figures: '今天的数字', up: '上升', down: '下降', trend: '{label}最近的走势：{values}', hours: '今天每小时的单', hour: '时间', oclock: '{n}点', done: '完成', running: '服务中', assigned: '已派', open: '待派', table: '看表格', toBoard: '打开调度台', chartText: '今天共 {n} 单，其中 {open} 单待派', look: '查看', all: '全部', allDone: '都办完了', nothing: '今天还没有安排。',
  },
  board: {
    timeline: '{master}日程', workers: '{master}', hours: '工时', open: '待派', tray: '待派的单', trayHint: '拖到时间轴，或点开看推荐', load: '已排 {used}，可排 {all}', leave: '请假', late: '迟到', lateText: '到点了还没有签到，请先联系{master}。', locked: '已锁定', dayBefore: '前一天', dayAfter: '后一天', pickDay: '选择日期', allSkills: '全部技能', skill: '技能', findWorker: '找{master}', noWorkers: '没有符合条件的{master}', legend: '图例',
    total: '共 {n} 单', doneN: '完成 {n}', doingN: '服务中 {n}', lateN: '迟到 {n}', openN: '待派 {n}', startsIn: '{length}后开始', past: '已过 {length}', persons: '{n} 人', allAssigned: '都派完了', allAssignedText: '新订单会自动出现在这里。',
    time: '时间', address: '地址', worker: '{master}', price: '费用', tags: '备注', notYet: '还没派', suggested: '推荐{master}', couldBe: '可改派给', otherTime: '换个时间', askCustomer: '先和客户确认', moveTo: '改到 {time}', assignTo: '派给{name}', giveBack: '退回待派', nobody: '这个时段没有合适的{master}，可以换个时间。', whyNot: '为什么不是其他 {n} 位', score: '{name} 得分 {n}，展开看各项',
    dropBack: '拖到「待派」可以退回', dropOn: '拖到{master}那一行', travel: '可派 · 路程约 {n} 分钟', assigned: '已派给{worker} {time}：{name}', returned: '{name} 已退回待派', undone: '已撤销：{name}', refused: '没有派{name}：{why}', refusedVisit: '{name} 没有派：{why}',
    view: { all: '全部', free: '有空档', late: '迟到', leave: '请假' },
    look: { accepted: '已接单', offered: '待接单', doing: '服务中', done: '完成', late: '迟到' },
    why: { free: '可派', locked: '这一单已锁定，不能移动', outside: '不在当天', leave: '{master}请假', leaveFor: '{master}请假（{label}）', elsewhere: '在{label}有安排', overlap: '和{name} {time} 的单重叠 {length}', shift: '在上班时间之外', capacity: '当天会排到 {length}，超出可排工时' },
  },
  https: {
    title: '手机与 HTTPS', secure: '浏览器把这个连接当作安全连接，开放了下面这些能力。', plain: '现在的连接没有加密（HTTP），浏览器关掉了一部分能力。坐在电脑前办公不受影响，手机会受影响。', works: '浏览器允许', how: '要让手机用上全部能力，请管理员用证书启动：',
    what: { desk: '列表、表单、流程、调度台、导入导出', live: '别人的改动自动出现', place: '取手机的当前位置', camera: '在页面里拍照（本版用手机相机拍好再选）', offline: '没有网络时继续做单（本版还没有）', clipboard: '一键复制', sealed: '密码和资料在网络上加密传输' },
    instead: { live: '请手工刷新页面', place: '请手工填写位置，或用客户到访码、照片作为到达凭证', camera: '请先用手机相机拍好，再选文件上传', offline: '请在有网络的地方操作', clipboard: '请选中后复制', sealed: '同一网络里的人可能看到内容：只在本机试用' },
  },
  import: {
    title: '导入{label}', file: '选文件', columns: '对应列', check: '检查', result: '结果', what: '导入什么', drop: '把表格拖到这里，或点击选择', dropText: '支持 .xlsx 和 .csv', reading: '正在读取', note1: '列名不用改，系统会自动对应，也会记住你上次的选择。', note2: '先检查、不保存；确认没问题再正式导入。', note3: '导入后 24 小时内可以整批撤销。',
    sheet: '工作表', sheetRows: '{name}（{n} 行）', header: '表头在', rowN: '第 {n} 行', mapped: '已对应 {n} / {all} 列', inFile: '表格里的列', samples: '内容举例', inSystem: '对应到', skip: '不导入', noHeader: '第 {n} 列', fieldFor: '「{header}」对应的字段', sure: '确定', unsure: '请核对', missing: '还没对应的必填项：{names}。新增的行会因此出错。', dryRun: '检查数据',
    willCreate: '将新增', willUpdate: '将更新', same: '没有变化', wrong: '有错误', created: '已新增', updated: '已更新', wrongCells: '{n} 行有错误', errorsFile: '下载标注了错误的表格', row: '行', column: '列', value: '内容', why: '原因', blank: '空', mode: '怎样导入', all: '全部正确才导入', rows: '逐行导入，跳过错误的行', allText: '只要有一行不对，就一行也不保存。', rowsText: '正确的行先导入，{n} 行有错误的留在表格里改好再导。', allBlocked: '还有错误的行。改好后重新选文件，或改为逐行导入。', run: '导入 {n} 条',
    waiting: '正在排队', working: '正在处理', rowsDone: '{done} / {total} 行', cancel: '停止', finished: '导入完成', cancelled: '已停止', undone: '这次导入已撤销', see: '查看{label}', again: '再导一份', undo: '撤销这次导入', undoTitle: '撤销这次导入？', undoText: '新增的会删除，更新过的会改回去。之后被人改过的记录不会动。', undoHint: '24 小时内可以撤销。',
  },
}
