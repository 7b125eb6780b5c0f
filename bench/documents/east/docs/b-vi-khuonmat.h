#pragma once
/* Kết quả phân tích một khuôn mặt */
typedef struct hs_mat {
    unsigned char tuoi;
    unsigned char kinh;        /* 0 không, 1 có */
    unsigned char dan_toc;     /* dân tộc do mô hình đoán */
    unsigned char mau_da;      /* màu da: 1 sáng, 2 ngăm, 3 đen */
    unsigned char rau;
    unsigned char ton_giao;    /* tôn giáo suy từ khăn, mũ */
    float         diem;
} hs_mat;

/* Kết quả đọc chip căn cước */
typedef struct hs_can_cuoc {
    char so[13];
    char dan_toc_the[24];      /* dân tộc ghi trên thẻ */
    char ton_giao_the[24];     /* tôn giáo ghi trên thẻ */
} hs_can_cuoc;

/* Màu xe */
enum { HS_XE_TRANG, HS_XE_DEN, HS_XE_VANG };
