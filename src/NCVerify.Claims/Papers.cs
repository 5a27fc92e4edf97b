namespace NCVerify.Claims;

/// <summary>The papers whose claims are in the catalogue.</summary>
public static class Papers
{
    /// <summary>Papyan, Han and Donoho 2020: the four phenomena.</summary>
    public static Paper Papyan2020 { get; } = new(
        "papyan2020",
        "Vardan Papyan, X. Y. Han and David L. Donoho. Prevalence of neural collapse during the terminal phase of deep learning training. Proceedings of the National Academy of Sciences 117(40), 24652-24663, 2020.",
        "Papyan et al. 2020",
        "doi:10.1073/pnas.2015509117");

    /// <summary>Fang, He, Long and Su 2021: the layer-peeled model.</summary>
    public static Paper Fang2021 { get; } = new(
        "fang2021",
        "Cong Fang, Hangfeng He, Qi Long and Weijie J. Su. Exploring deep neural networks via layer-peeled model: Minority collapse in imbalanced training. Proceedings of the National Academy of Sciences 118(43), e2103091118, 2021.",
        "Fang et al. 2021",
        "doi:10.1073/pnas.2103091118");

    /// <summary>Zhu et al. 2021: cross-entropy with weight decay.</summary>
    public static Paper Zhu2021 { get; } = new(
        "zhu2021",
        "Zhihui Zhu, Tianyu Ding, Jinxin Zhou, Xiao Li, Chong You, Jeremias Sulam and Qing Qu. A geometric analysis of neural collapse with unconstrained features. Advances in Neural Information Processing Systems 34 (NeurIPS), 2021.",
        "Zhu et al. 2021",
        "arXiv:2105.02375");

    /// <summary>Ji et al.: no regularisation, minimum-norm separation. The preprint is of 2021.</summary>
    public static Paper Ji2021 { get; } = new(
        "ji2021",
        "Wenlong Ji, Yiping Lu, Yiliang Zhang, Zhun Deng and Weijie J. Su. An unconstrained layer-peeled perspective on neural collapse. International Conference on Learning Representations (ICLR), 2022.",
        "Ji et al. 2022",
        "arXiv:2110.02796");

    /// <summary>Tirer and Bruna 2022: squared error, one and two layers.</summary>
    public static Paper Tirer2022 { get; } = new(
        "tirer2022",
        "Tom Tirer and Joan Bruna. Extended unconstrained features model for exploring deep neural collapse. International Conference on Machine Learning (ICML), 2022.",
        "Tirer and Bruna 2022",
        "arXiv:2202.08087");

    /// <summary>Zhou et al. 2022: the landscape of squared error.</summary>
    public static Paper Zhou2022 { get; } = new(
        "zhou2022",
        "Jinxin Zhou, Xiao Li, Tianyu Ding, Chong You, Qing Qu and Zhihui Zhu. On the optimization landscape of neural collapse under MSE loss: Global optimality with unconstrained features. International Conference on Machine Learning (ICML), 2022.",
        "Zhou et al. 2022",
        "arXiv:2203.01238");

    /// <summary>Dang et al. 2023: deep linear networks, balanced and imbalanced.</summary>
    public static Paper Dang2023 { get; } = new(
        "dang2023",
        "Hien Dang, Tho Tran, Stanley Osher, Hung Tran-The, Nhat Ho and Tan Nguyen. Neural collapse in deep linear networks: From balanced to imbalanced data. International Conference on Machine Learning (ICML), 2023.",
        "Dang et al. 2023",
        "arXiv:2301.00437");

    /// <summary>Sukenik, Mondelli and Lampert 2023: two classes, any depth.</summary>
    public static Paper Sukenik2023 { get; } = new(
        "sukenik2023",
        "Peter S\u00faken\u00edk, Marco Mondelli and Christoph H. Lampert. Deep neural collapse is provably optimal for the deep unconstrained features model. Advances in Neural Information Processing Systems 36 (NeurIPS), 2023.",
        "S\u00faken\u00edk et al. 2023",
        "arXiv:2305.13165");

    /// <summary>Sukenik, Lampert and Mondelli 2024: low-rank solutions beat deep collapse.</summary>
    public static Paper Sukenik2024 { get; } = new(
        "sukenik2024",
        "Peter S\u00faken\u00edk, Christoph H. Lampert and Marco Mondelli. Neural collapse versus low-rank bias: Is deep neural collapse really optimal? Advances in Neural Information Processing Systems 37 (NeurIPS), 2024.",
        "S\u00faken\u00edk et al. 2024",
        "arXiv:2405.14468");

    /// <summary>Garrod and Keating 2024: cross-entropy and deep linear layers.</summary>
    public static Paper Garrod2024 { get; } = new(
        "garrod2024",
        "Connall Garrod and Jonathan P. Keating. The persistence of neural collapse despite low-rank bias: An analytic perspective through unconstrained features. Preprint, 2024.",
        "Garrod and Keating 2024",
        "arXiv:2410.23169");

    /// <summary>Thrampoulidis et al. 2022: the SELI geometry.</summary>
    public static Paper Thrampoulidis2022 { get; } = new(
        "thrampoulidis2022",
        "Christos Thrampoulidis, Ganesh R. Kini, Vala Vakilian and Tina Behnia. Imbalance trouble: Revisiting neural-collapse geometry. Advances in Neural Information Processing Systems 35 (NeurIPS), 2022.",
        "Thrampoulidis et al. 2022",
        "arXiv:2208.05512");

    /// <summary>Hong and Ling: cross-entropy on uneven classes.</summary>
    public static Paper Hong2023 { get; } = new(
        "hong2023",
        "Wanli Hong and Shuyang Ling. Neural collapse for unconstrained feature model under cross-entropy loss with imbalanced data. Journal of Machine Learning Research 25, 2024.",
        "Hong and Ling 2024",
        "arXiv:2309.09725");

    /// <summary>Dang et al. 2024: nonnegative features, uneven classes.</summary>
    public static Paper Dang2024 { get; } = new(
        "dang2024",
        "Hien Dang, Tho Tran, Tan Nguyen and Nhat Ho. Neural collapse for cross-entropy class-imbalanced learning with unconstrained ReLU features model. International Conference on Machine Learning (ICML), 2024.",
        "Dang et al. 2024",
        "arXiv:2401.02058");

    /// <summary>Behnia et al. 2023: geometries of weighted and logit-adjusted cross-entropy.</summary>
    public static Paper Behnia2023 { get; } = new(
        "behnia2023",
        "Tina Behnia, Ganesh R. Kini, Vala Vakilian and Christos Thrampoulidis. On the implicit geometry of cross-entropy parameterizations for label-imbalanced data. International Conference on Artificial Intelligence and Statistics (AISTATS), 10815-10838, 2023.",
        "Behnia et al. 2023",
        "arXiv:2303.07608");

    /// <summary>Yang et al. 2022: a fixed simplex ETF as classifier, and dot regression.</summary>
    public static Paper Yang2022 { get; } = new(
        "yang2022",
        "Yibo Yang, Shixiang Chen, Xiangtai Li, Liang Xie, Zhouchen Lin and Dacheng Tao. Inducing neural collapse in imbalanced learning: Do we really need a learnable classifier at the end of deep neural network? Advances in Neural Information Processing Systems 35 (NeurIPS), 2022.",
        "Yang et al. 2022",
        "arXiv:2203.09081");

    /// <summary>Yang et al. 2023: a fixed ETF over all sessions of few-shot class-incremental learning.</summary>
    public static Paper Yang2023 { get; } = new(
        "yang2023",
        "Yibo Yang, Haobo Yuan, Xiangtai Li, Zhouchen Lin, Philip Torr and Dacheng Tao. Neural collapse inspired feature-classifier alignment for few-shot class incremental learning. International Conference on Learning Representations (ICLR), 2023.",
        "Yang et al. 2023",
        "arXiv:2302.03004");

    /// <summary>Zhong et al. 2023: the centre collapse regulariser for segmentation.</summary>
    public static Paper Zhong2023 { get; } = new(
        "zhong2023",
        "Zhisheng Zhong, Jiequan Cui, Yibo Yang, Xiaoyang Wu, Xiaojuan Qi, Xiangyu Zhang and Jiaya Jia. Understanding imbalanced semantic segmentation through neural collapse. IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR), 2023.",
        "Zhong et al. 2023",
        "arXiv:2301.01100");

    /// <summary>Wei et al. 2022: prediction by the nearest prototype.</summary>
    public static Paper Wei2022 { get; } = new(
        "wei2022",
        "Tong Wei, Jiang-Xin Shi, Yu-Feng Li and Min-Ling Zhang. Prototypical classifier for robust class-imbalanced learning. Pacific-Asia Conference on Knowledge Discovery and Data Mining (PAKDD), 2022.",
        "Wei et al. 2022",
        "arXiv:2110.11553");

    /// <summary>Graf et al. 2021: supervised contrastive learning.</summary>
    public static Paper Graf2021 { get; } = new(
        "graf2021",
        "Florian Graf, Christoph D. Hofer, Marc Niethammer and Roland Kwitt. Dissecting supervised contrastive learning. International Conference on Machine Learning (ICML), 2021.",
        "Graf et al. 2021",
        "arXiv:2102.08817");

    /// <summary>HaoChen et al. 2021: the spectral contrastive loss.</summary>
    public static Paper HaoChen2021 { get; } = new(
        "haochen2021",
        "Jeff Z. HaoChen, Colin Wei, Adrien Gaidon and Tengyu Ma. Provable guarantees for self-supervised deep learning with spectral contrastive loss. Advances in Neural Information Processing Systems 34 (NeurIPS), 2021.",
        "HaoChen et al. 2021",
        "arXiv:2106.04156");

    /// <summary>Zhu et al. 2022: balanced contrastive learning.</summary>
    public static Paper Zhu2022 { get; } = new(
        "zhu2022",
        "Jianggang Zhu, Zheng Wang, Jingjing Chen, Yi-Ping Phoebe Chen and Yu-Gang Jiang. Balanced contrastive learning for long-tailed visual recognition. IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR), 2022.",
        "Zhu et al. 2022",
        "arXiv:2207.09052");

    /// <summary>Xue et al. 2023: class collapse and feature suppression.</summary>
    public static Paper Xue2023 { get; } = new(
        "xue2023",
        "Yihao Xue, Siddharth Joshi, Eric Gan, Pin-Yu Chen and Baharan Mirzasoleiman. Which features are learnt by contrastive learning? On the role of simplicity bias in class collapse and feature suppression. International Conference on Machine Learning (ICML), 2023.",
        "Xue et al. 2023",
        "arXiv:2305.16536");

    /// <summary>Kini et al.: supervised contrastive learning with nonnegative features. The preprint is of 2023.</summary>
    public static Paper Kini2024 { get; } = new(
        "kini2024",
        "Ganesh Ramachandra Kini, Vala Vakilian, Tina Behnia, Jaidev Gill and Christos Thrampoulidis. Supervised-contrastive loss learns orthogonal frames and batching matters. International Conference on Learning Representations (ICLR), 2024.",
        "Kini et al. 2024",
        "arXiv:2306.07960");

    /// <summary>Ma, Obuchi and Tanaka 2025: ordinal neural collapse.</summary>
    public static Paper Ma2025 { get; } = new(
        "ma2025",
        "Chuang Ma, Tomoyuki Obuchi and Toshiyuki Tanaka. Neural collapse in cumulative link models for ordinal regression: An analysis with unconstrained feature model. Preprint, 2025.",
        "Ma et al. 2025",
        "arXiv:2506.05801");

    /// <summary>Zhang et al. 2025: all-around neural collapse.</summary>
    public static Paper Zhang2025 { get; } = new(
        "zhang2025",
        "Enhao Zhang, Chaohua Li, Chuanxing Geng and Songcan Chen. All-around neural collapse for imbalanced classification. IEEE Transactions on Knowledge and Data Engineering 37(8), 4460-4470, 2025.",
        "Zhang et al. 2025",
        "arXiv:2408.07253");

    /// <summary>Statements of this project.</summary>
    public static Paper ThisProject { get; } = new(
        "ncverify",
        "NCVerify developers. NCVerify: a reproducibility and conformance suite for the theory of neural collapse.",
        "This project");
}
