/* privacy_text.c — what a company's privacy notice begins with (privacy_notice.h). It says what this program does: which members it keeps, sealed and masked,
 * and how long by the rules of company/retention.h. Sections are parted by blank lines, the first line of each is its heading. */
#include "company/privacy_notice.h"

#define PARTED "\n\n"

static const char customers[] =
    "我们是谁\n{company}（地址：{address}，电话：{phone}）是您个人信息的处理者，依照《中华人民共和国个人信息保护法》制定本规则。" PARTED
    "收集什么、为了什么\n"
    "· 姓名、手机号、服务地址及其在地图上的位置、门禁和住家情况（面积、宠物、摄像头位置）：订立和履行家政服务合同，派人上门。\n"
    "· 订单、服务清单、现场照片、签字、评价、投诉和往来消息：完成服务、验收、售后和处理争议。\n"
    "· 付款、账单、收据、储值卡：收款、退款、开票和记账。\n"
    "· 被照护人的健康情况、未成年人的信息：只在您请人照护时，经您（或监护人）另行单独同意后收集，只给照护的人和处理的同事看。\n"
    "· 登录时间和设备传来的网络地址：验证是您本人，防止冒用。\n"
    "不提供前两项，我们无法上门；其他信息您可以不给，不影响下单。" PARTED
    "怎样处理\n您的手机号、地址、证件号、门禁码加密存放，平时只显示一部分，查看要有权限、写明理由并留下记录。自动派单只按时间、路程、技能和您的偏好推荐人选，不按您的消费情况给不同的价格；您可以要求由人来安排。" PARTED
    "给谁看\n"
    "· 上门的服务人员：只看到她这一单的地址、电话和注意事项；门禁码只在出发后到完成前显示。\n"
    "· 为您服务的门店和总部同事：各看职责内的部分。\n"
    "· 短信、支付服务商和您选择的保险公司、平台：只给完成这一件事所需的信息；向其他个人信息处理者提供，另取您的单独同意。\n"
    "· 依法有权的机关。\n我们不出售个人信息，不向境外提供。" PARTED
    "存多久\n定位 90 天；服务照片 180 天，有争议的到办结；交易记录和投诉材料 3 年（《电子商务法》第三十一条）；争议证据 3 年（《民法典》第一百八十八条）；会计凭证 30 年（《会计档案管理办法》）；没有成为客户的咨询 6 个月；健康信息服务结束后 12 个月。到期自动删除或匿名处理，法律要求继续保存的只封存、不使用。" PARTED
    "您的权利\n在手机页面「我的」里，您可以查看、复制带走、更正自己的信息，打开或撤回每一项同意，申请删除。撤回同意不影响撤回前已做的处理。申请 15 日内答复；不能删的，会告诉您依据哪条法律、到哪一天。也可以打 {phone}，或者到门店办理。" PARTED
    "未成年人\n不满 14 周岁的，由监护人同意并提供；我们只用于照护本身。" PARTED
    "变更和投诉\n规则有变，我们发布新版本并重新请您同意；旧版本在本页底部可以查到。对我们的处理有意见，请打 {phone}；也可以向网信部门举报（12377），或拨 12345。";

static const char workers[] =
    "我们是谁\n{company}（地址：{address}，电话：{phone}）是您个人信息的处理者，依照《中华人民共和国个人信息保护法》《劳动合同法》制定本规则。" PARTED
    "收集什么、为了什么\n"
    "· 姓名、手机号、身份证号和复印件、住址、紧急联系人：核实身份、订立合同、派单、出事时联系家人。\n"
    "· 体检、背景核查、技能证书、培训记录：法规和客户安全要求；健康信息只看结论和有效期。\n"
    "· 出发、到达、开始、完成的时间和当时的位置、现场照片：记录工作、计算工资、客户签收；第一次到达的位置也用来记下这一家在地图上的位置。只在您按下按钮那一刻取位置，平时不跟踪。\n"
    "· 求助时的位置：派人去帮您。\n"
    "· 请假、工时、收入、银行卡号、个税和社保信息：发工资、依法扣缴。\n"
    "· 您反映的问题、投诉和奖惩：处理事情，听取您的说法。\n"
    "没有这些，多数工作无法安排；照片给客户看、人脸识别等需要您另行单独同意，不同意不影响派单。" PARTED
    "怎样处理\n身份证号、手机号、银行卡号加密存放，平时只显示一部分，查看要有权限、写明理由并留下记录。系统按时间、路程、技能推荐派单，最后由人决定；不公布单次评分。您拒绝危险或违法的要求，不影响派单。" PARTED
    "给谁看\n"
    "· 您要去的客户：姓氏、证件是否齐全，经您同意才有照片；看不到手机号、证件号和住址。\n"
    "· 门店调度、结算、投诉处理的同事：各看职责内的部分。\n"
    "· 银行、税务、社保、保险公司：为发工资、缴税、参保、理赔所需。\n"
    "· 依法有权的机关。\n我们不出售个人信息，不向境外提供。" PARTED
    "存多久\n定位 90 天，考勤结论跟工资保存；现场照片 180 天，有争议的到办结；考勤、工资至少 2 年，扣税凭证 5 年，会计凭证 30 年；应聘未录用的 6 个月；健康信息用完后 12 个月。到期自动删除，法律要求继续保存的只封存、不使用。" PARTED
    "您的权利\n在手机「我的」里可以看到自己的证件、收入、合同、反映的问题，查看和带走自己的全部信息；要更正、撤回单项同意、离职后删除，在同一页提出，或打 {phone}、到门店办理，15 日内答复。法律要求保存的部分，会告诉您依据和期限。" PARTED
    "变更和投诉\n规则有变，我们发布新版本并重新请您同意；旧版本在本页底部可以查到。对我们的处理有意见，请打 {phone}；也可以向网信部门举报（12377），或拨 12345、12333。";

static const char customers_en[] =
    "Who we are\n{company} (address: {address}, telephone: {phone}) processes your personal information under the Personal Information Protection Law of China (PIPL)." PARTED
    "What we collect and why\n"
    "· Name, mobile number, address and its place on the map, door code and what matters of the home (size, pets, cameras): to make and perform the service contract.\n"
    "· Orders, checklists, photos on site, signatures, ratings, complaints and messages: for the service, its acceptance and disputes.\n"
    "· Payments, bills, receipts, prepaid cards: to collect, refund and keep the books.\n"
    "· Health of who is cared for, data of children: only for care, with a separate consent of yours or of the guardian.\n"
    "· Time and network address of a login: to make sure it is you.\n"
    "Without the first two nobody can come; all else you may keep to yourself." PARTED
    "How\nNumbers, addresses, identity numbers and door codes are stored encrypted and shown in part; to see them takes a right and a reason, and is logged. Planning proposes by time, way, skill and your wishes, never another price for another customer; you may ask for a person to arrange it." PARTED
    "Who sees it\n"
    "· Who comes to you: address, telephone and notes of her own visit; the door code only from setting out to the end.\n"
    "· Colleagues of the shop and of headquarters: each what her work needs.\n"
    "· Providers of text messages and payment, an insurer or platform you choose: what that one thing needs; any other only with a separate consent.\n"
    "· Authorities entitled by law.\nNothing is sold, nothing goes abroad." PARTED
    "How long\nPlaces 90 days; photos 180 days, in a dispute until it is over; transactions and complaints 3 years (E-Commerce Law art. 31); evidence 3 years (Civil Code art. 188); accounting papers 30 years; enquiries without an order 6 months; health data 12 months after the end. Then they are deleted; what a law keeps lies under seal and is not used." PARTED
    "Your rights\nUnder “Me” on your phone you read, take along and correct your data, give and withdraw each consent, and ask for erasure. What was done before a withdrawal stays lawful. We answer within 15 days, and say which law keeps what until when. Or call {phone}, or come to the shop." PARTED
    "Children\nBelow 14 the guardian agrees; the data serve the care alone." PARTED
    "Changes and complaints\nA new version is published here and you are asked to agree again; older versions are listed below. Complain at {phone}, with the Cyberspace Administration (12377) or at 12345.";

static const char workers_en[] =
    "Who we are\n{company} (address: {address}, telephone: {phone}) processes your personal information under the Personal Information Protection Law (PIPL) and the Labour Contract Law of China." PARTED
    "What we collect and why\n"
    "· Name, mobile number, identity card, address, emergency contact: to know who you are, to make the contract, to give you work, to reach your family.\n"
    "· Medical and background checks, certificates, training: asked by the rules and the customers' safety; of health only the result and its end.\n"
    "· When you set out, arrive, begin and finish, where you were at that moment, photos: to record work and pay; where you first arrive also tells where the home lies on the map. The place is taken when you press, never in between.\n"
    "· Your place when you call for help: to send somebody.\n"
    "· Leave, hours, pay, bank account, tax and insurance: to pay you and to withhold what the law says.\n"
    "· What you complain of, complaints and awards: to deal with them, with your side heard.\n"
    "Without these most work cannot be given; your photo for customers or a face check need a separate consent, and a no has no consequence." PARTED
    "How\nIdentity, telephone and account numbers are stored encrypted and shown in part; to see them takes a right and a reason, and is logged. Planning proposes by time, way and skill and a person decides; single ratings are not shown. Refusing what is dangerous or illegal has no consequence." PARTED
    "Who sees it\n"
    "· The customer you go to: your surname and that your papers are in order, your photo only if you agreed; never your number, identity card or home.\n"
    "· Colleagues who plan, pay and handle complaints: each what her work needs.\n"
    "· Bank, tax, social insurance, insurer: for pay, tax, insurance and claims.\n"
    "· Authorities entitled by law.\nNothing is sold, nothing goes abroad." PARTED
    "How long\nPlaces 90 days, the verdict with the pay; photos 180 days, in a dispute until it is over; attendance and pay at least 2 years, papers of withholding 5, accounting papers 30; applicants 6 months; health data 12 months after their purpose. Then they are deleted; what a law keeps lies under seal and is not used." PARTED
    "Your rights\nUnder “Me” on your phone you see your papers, pay, contracts and complaints, and read and take along everything kept about you; there you also ask for a correction, a withdrawal or, after leaving, for erasure. Or call {phone}, or come to the shop. We answer within 15 days and say which law keeps what until when." PARTED
    "Changes and complaints\nA new version is published here and you are asked to agree again; older versions are listed below. Complain at {phone}, with the Cyberspace Administration (12377), at 12345 or 12333.";

const struct privacy_notice privacy_first_text = { .edition = "1", .customers = customers, .workers = workers, .customers_en = customers_en, .workers_en = workers_en, .changed = "" };
