"""A hundred thousand titles and abstracts as they might stand in a register: made up word by word, always the same.

Words are drawn unevenly, a few often and most seldom, as in real texts. Each text keeps to one field of technology,
so that many of them share words with a demand and few fit it.
"""

from collections.abc import Iterator

import numpy as np

FIELDS = {
    "C12": ("baijiu", "白酒 窖池 窖泥 酒醅 糟醅 大曲 曲块 甑锅 冷凝器 摊晾床 基酒 酒体 黄水 酒糟 陶坛 储酒罐 高粱 酒瓶 瓶盖 灌装线 酿酒车间 蒸粮桶 行车 润粮池 勾调罐 原酒"),
    "C02": ("building", "污水 废水 污泥 厌氧池 曝气池 沉淀池 膜组件 絮凝剂 格栅 调节池 过滤器 加药装置 沼气 反应器 板框压滤机 生物填料 出水管 氨氮 总磷 活性炭"),
    "E21": ("energy", "天然气 页岩气 井口 压缩机 集输管道 分离器 返排液 压裂泵 钻井液 套管 节流阀 压力变送器 橇座 钻头 井筒 支撑剂 抽油杆 气液分离罐 封隔器 油嘴"),
    "H02": ("energy", "光伏组件 储能电池 逆变器 变电站 配电柜 断路器 变压器 输电线路 充电桩 电池包 绝缘子 继电保护 微电网 负荷 电能表 母线 电缆 避雷器 电容器 巡检机器人"),
    "C08": ("chemicals", "聚酰胺 聚丙烯 环氧树脂 聚氨酯 阻燃剂 纤维素醚 溶剂 乳液 涂料 交联剂 增韧剂 玻璃纤维 催化剂 反应釜 精馏塔 氯化钠 有机硅 填料 颜料 分散剂"),
    "A01": ("food", "水稻 高粱 柑橘 龙眼 荔枝 茶叶 竹笋 果树 果园 害虫 诱捕器 收割机 播种机 温室 大棚 灌溉管 有机肥 种苗 土壤 饲料 脱粒滚筒 割台 餐盒 保鲜液 烘干机"),
    "A61": ("medicine", "中药饮片 提取物 黄酮 多糖 胶囊 片剂 注射液 赶黄草 烘箱 切药机 干燥箱 针头 导管 护理床 颗粒剂 大孔树脂 乙醇 药液 绷带 固体分散体"),
    "G21": ("nuclear_medicine", "靶件 回旋加速器 铅屏蔽箱 热室 同位素 活度计 辐射探测器 准直器 碘溶液 分装瓶 机械手 防护门 探头 剂量仪 束流 靶片 放射源 成像晶体"),
    "E02": ("equipment", "挖掘机 动臂 液压缸 活塞杆 液压泵 蓄能器 起重机 吊钩 塔身 回转平台 履带 铲斗 多路阀 液压油 发动机 油箱 变速箱 轴承 齿轮 焊接机器人 焊枪 焊缝 工件 夹具 机床"),
    "C04": ("building", "混凝土 粉煤灰 磷石膏 水泥 砂浆 墙板 砌块 保温板 瓷砖 骨料 模板 预制构件 密封胶 脚手架 钢筋 窑炉 玻璃棉 防水卷材 外墙 楼板 止水条"),
    "H05": ("electronics", "电路板 焊盘 贴片机 液晶面板 玻璃盖板 背光模组 蚀刻液 铜箔 传感器 芯片 连接器 显示屏 光刻胶 回流焊炉 天线 线圈 散热片 手机 摄像头 柔性基板"),
    "G06": ("digital", "数据库 区块链 客流 图像 神经网络 用户终端 服务器 二维码 溯源标签 景区 视频 模型 特征向量 知识图谱 传感数据 订单 支付平台 样本 目标检测 语音 日志"),
}  # fmt: skip
PARTS = ["箱体", "支架", "电机", "控制器", "输送带", "滚筒", "喷嘴", "进料口", "出料口", "刮板", "转轴", "弹簧", "导轨", "滑块", "盖板", "密封圈", "风机", "加热管", "温度传感器", "压力传感器", "水泵", "阀门", "螺杆", "气缸", "底座", "滤网", "搅拌叶", "连接杆", "限位块", "观察窗", "排气管", "料斗", "丝杆", "联轴器", "换热器", "循环管", "缓冲垫", "卡扣", "定位销", "推板", "摄像头", "显示屏", "报警器", "计量泵", "储罐", "刀片", "吸盘", "链条", "皮带", "液位计"]  # fmt: skip
AIMS = ["节约能源", "降低成本", "提高效率", "减少污染", "延长寿命", "防止堵塞", "便于清洗", "拆装方便", "结构简单", "自动化程度高", "减轻劳动强度", "提升安全性", "改善均匀性", "增强密封", "降低噪声", "避免泄漏", "抑制振动", "提升精度", "缩短周期", "回收余热", "稳定品质", "防潮防腐", "减少误判", "便于运输", "占地面积小"]  # fmt: skip
KINDS = [
    "装置",
    "设备",
    "系统",
    "方法",
    "机构",
    "结构",
    "制备方法",
    "检测方法",
    "控制方法",
    "清洗装置",
    "输送装置",
    "回收装置",
    "干燥装置",
    "搅拌装置",
    "测试台",
    "生产线",
    "工艺",
    "组合物",
    "夹具",
    "监测系统",
]
HOW = [
    "自动",
    "高效",
    "节能",
    "便携式",
    "多功能",
    "可调节",
    "智能",
    "低噪声",
    "耐高温",
    "防堵塞",
    "一体化",
    "双层",
    "旋转式",
    "模块化",
    "远程",
    "连续",
    "快速",
    "轻量化",
    "可折叠",
    "环保",
]


def texts(count: int, seed: int = 20241231) -> Iterator[tuple[str, str, str, str]]:
    """(title, abstract, IPC symbol, chain), deterministic."""
    draw = np.random.default_rng(seed)
    fields = [(ipc, chain, words.split()) for ipc, (chain, words) in FIELDS.items()]
    for number in range(count):
        ipc, chain, words = fields[draw.integers(len(fields))]
        a, b, c = (words[_uneven(draw, len(words))] for _ in range(3))
        parts = [PARTS[_uneven(draw, len(PARTS))] for _ in range(7)]
        aims = [AIMS[draw.integers(len(AIMS))] for _ in range(2)]
        kind, how = KINDS[draw.integers(len(KINDS))], HOW[draw.integers(len(HOW))]
        model = f"{'XYZKDL'[draw.integers(6)]}{number % 9973}"
        title = f"一种{how}{a}{kind}"
        abstract = (
            f"本发明公开了一种{how}{a}{kind}，涉及{b}技术领域，包括{parts[0]}、{parts[1]}和{parts[2]}，"
            f"所述{parts[0]}的一侧与{parts[3]}连接，{b}经{parts[4]}进入{c}，由{parts[5]}带动{parts[6]}工作，"
            f"型号{model}。与现有技术相比，{aims[0]}，{aims[1]}。"
        )
        yield title, abstract, f"{ipc}{'BCFGHKMPQ'[draw.integers(9)]}", chain


def _uneven(draw: np.random.Generator, count: int) -> int:
    """A place in a list, the first ones far more often."""
    return int(count * draw.random() ** 1.8)
