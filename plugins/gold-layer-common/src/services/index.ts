export * from './detail';
export * from './goldRecommendation';
export * from './ownershipGaps';
export * from './parseServiceRecord';
export * from './readableRef';
export * from './record';
export * from './service';
export * from './tier';
